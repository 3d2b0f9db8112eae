using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Npgsql;

namespace BotAdvice.Bot.Storage;

/// <summary>Which database keeps the conversations.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StorageEngine>))]
internal enum StorageEngine
{
    /// <summary>One file, one process; needs no server.</summary>
    Sqlite,

    /// <summary>One server for any number of nodes.</summary>
    Postgres,
}

/// <summary>Where conversations are kept, and for how long.</summary>
internal sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    /// <summary>Sqlite, or Postgres for more than one node.</summary>
    public StorageEngine Engine { get; init; }

    /// <summary>The SQLite file; a relative path counts from the folder that the bot is started in. Its folder is made if missing.</summary>
    [Required]
    public string Path { get; init; } = "data/conversations.db";

    /// <summary>
    /// Megabytes that the SQLite file may have, so that it leaves the disk to others; 0: no limit. A full file is like a full disk.
    /// From 0 to 1048576.
    /// </summary>
    [Range(0, 1_048_576)]
    public int MaxMegabytes { get; init; }

    /// <summary>For PostgreSQL: <c>Host=...;Username=...;Password=...;Database=...</c>; holds a secret, so set it in the environment.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Days after its last message on which a conversation is deleted. From 1 to 365.</summary>
    [Range(1, 365)]
    public int KeepDays { get; init; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Engine is StorageEngine.Postgres && !IsReadable(ConnectionString))
        {
            yield return new($"{Section}:{nameof(ConnectionString)} is needed with {Section}:Engine Postgres, such as Host=db.example;Username=botadvice;Password=...;Database=botadvice.");
        }

        if (Engine is StorageEngine.Sqlite && ConnectionString.Length > 0)
        {
            yield return new($"{Section}:{nameof(ConnectionString)} is for PostgreSQL. Set {Section}:Engine to Postgres, or remove it.");
        }
    }

    private static bool IsReadable(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host?.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
