using System.ComponentModel.DataAnnotations;

namespace BotAdvice.Bot.Storage;

/// <summary>Where conversations are kept, and for how long.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The SQLite file; a relative path counts from the folder that the bot is started in. Its folder is made if missing.</summary>
    [Required]
    public string Path { get; init; } = "data/conversations.db";

    /// <summary>Days after its last message on which a conversation is deleted. From 1 to 365.</summary>
    [Range(1, 365)]
    public int KeepDays { get; init; } = 30;
}
