namespace BotAdvice.Indexer.Knowledge;

/// <summary>A story with the facts that it tells, for the models of facts to learn from.</summary>
/// <param name="Text">As somebody would type it.</param>
/// <param name="Incident">The incident that it is about.</param>
/// <param name="Facts">Fact to value. A fact that is not named is one that the story leaves open.</param>
public sealed record Telling(string Text, string Incident, IReadOnlyDictionary<string, string> Facts);

/// <summary>A story that tells two incidents, for the model of incidents to learn what that looks like.</summary>
/// <param name="Text">As somebody would type it.</param>
/// <param name="Incident">The incident to help with first.</param>
/// <param name="Also">The other one.</param>
public sealed record TwofoldStory(string Text, string Incident, string Also);
