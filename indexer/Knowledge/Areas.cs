namespace BotAdvice.Indexer.Knowledge;

/// <summary>A territorial police force.</summary>
/// <param name="Id">For example <c>west-midlands</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Nation">england, wales, scotland, ni or outside-uk.</param>
/// <param name="Covers">The counties and councils that it covers.</param>
/// <param name="Centre">The resilience centre of its region; empty when none is known.</param>
public sealed record PoliceForce(string Id, string Name, string Nation, IReadOnlyList<string> Covers, string Centre);

/// <summary>A police-backed centre that advises firms of a region.</summary>
/// <param name="Id">For example <c>crc-wales</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Adviser">The adviser entry that tells how to reach it; empty when that could not be confirmed.</param>
public sealed record ResilienceCentre(string Id, string Name, string Adviser);

/// <summary>A postcode area, such as B or SW.</summary>
/// <param name="Id">The letters, upper case.</param>
/// <param name="Nations">The nations that it touches, likeliest first.</param>
/// <param name="Forces">The forces that it touches, likeliest first.</param>
/// <param name="Districts">Districts that decide the force, such as B77.</param>
public sealed record PostcodeArea(
    string Id, IReadOnlyList<string> Nations, IReadOnlyList<string> Forces, IReadOnlyDictionary<string, string> Districts);

/// <summary>A town, county, council or region that people name.</summary>
/// <param name="Name">As written.</param>
/// <param name="Also">Other names.</param>
/// <param name="Nation">The nation it lies in, or outside-uk.</param>
/// <param name="Force">Its police force; empty when it lies in several.</param>
/// <param name="Near">Tells places of the same name apart; empty when the name is unique.</param>
/// <param name="NeedsPreposition">The name is also an ordinary word, so it counts only after "in", "near", "from" or "at".</param>
public sealed record Place(
    string Name, IReadOnlyList<string> Also, string Nation, string Force, string Near, bool NeedsPreposition);
