using System.Data.Common;
using System.Globalization;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>
/// The numbered steps in <c>Migrations/</c>, built into the program. Each runs once, in order. A step adds and never takes away or renames
/// what the program before it uses, since its nodes may still be running.
/// </summary>
internal static class Migrations
{
    /// <summary>The steps of an engine, as SQL; the first leads to version 1.</summary>
    public static IReadOnlyList<string> Of(StorageEngine engine)
    {
        var folder = $"migrations/{engine}/";
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select((file, index) => int.Parse(file.Path.AsSpan(folder.Length, 3), CultureInfo.InvariantCulture) == index + 1
                ? Text(assembly.GetManifestResourceStream(file.Name)!)
                : throw new InvalidOperationException($"{file.Path} should be number {index + 1:000}."))];
    }

    /// <summary>Brings a database up to date.</summary>
    /// <param name="transaction">Other programs wait until it ends.</param>
    /// <param name="steps">The engine's steps; a test may leave out the last.</param>
    /// <exception cref="NewerDatabaseException">The database was made by a later version of the program.</exception>
    public static async Task RunAsync(DbTransaction transaction, IReadOnlyList<string> steps, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        var version = await connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition("SELECT version FROM schema_version", transaction: transaction, cancellationToken: cancellationToken)) ?? 0;
        if (version > steps.Count)
        {
            throw new NewerDatabaseException(version, steps.Count);
        }

        foreach (var step in steps.Skip(version))
        {
            await ExecuteAsync(step);
        }

        if (version < steps.Count)
        {
            await ExecuteAsync($"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({steps.Count.ToString(CultureInfo.InvariantCulture)})");
        }

        Task<int> ExecuteAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken));
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>The database was made by a later version of the program, which this one would damage.</summary>
internal sealed class NewerDatabaseException(int version, int known) : Exception(
    $"The database has schema {version}, this program knows {known}. Run the newer program, or restore a backup from before the upgrade.");
