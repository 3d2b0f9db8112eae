using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Records;

/// <summary>How long a record's link and a resume code work. Neither outlives the conversation that it belongs to.</summary>
internal sealed class RecordOptions
{
    public const string Section = "Records";

    /// <summary>Days for which the link to a record works, from when it was last asked for. From 1 to 365.</summary>
    [Range(1, 365)]
    public int KeepDays { get; init; } = 30;

    /// <summary>Days for which a resume code works. From 1 to 30.</summary>
    [Range(1, 30)]
    public int CodeDays { get; init; } = 3;
}
