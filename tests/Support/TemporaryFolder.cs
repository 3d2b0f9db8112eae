using Microsoft.Data.Sqlite;

namespace BotAdvice.Tests.Support;

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botadvice-tests-");

    /// <summary>A path in it.</summary>
    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose()
    {
        // SQLite's pool keeps files open for a while, which some systems do not let us delete.
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
