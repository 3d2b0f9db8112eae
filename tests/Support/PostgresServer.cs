using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BotAdvice.Tests.Support;

/// <summary>
/// A PostgreSQL of the tests' own: a new cluster in a temporary folder, on a free port, as a user without rights. One is shared by all tests;
/// a test that stops it starts its own. Where PostgreSQL is not installed, tests are skipped and say why.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> LazyShared = new(StartForAllAsync);
    private static readonly string? Binaries = Find();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botadvice-postgres-");
    private readonly int port = FreePort();
    private Process? server;
    private int databases;

    private PostgresServer()
    {
    }

    /// <summary>The server that all tests share.</summary>
    public static async Task<PostgresServer> SharedAsync()
    {
        SkipIfMissing();
        return await LazyShared.Value;
    }

    /// <summary>A server for one test.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        SkipIfMissing();
        var postgres = new PostgresServer();
        await postgres.InitialiseAsync();
        await postgres.StartAsync();
        return postgres;
    }

    public int Port => port;

    /// <summary>A new, empty database; returns how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async Task StartAsync()
    {
        // fsync off: no test takes the machine's power away, and what a stopped server wrote is in the system's cache.
        server = Run(
            "postgres", "-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder.FullName, "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off", "-c", "max_connections=300", "-c", "log_min_messages=fatal");
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (tries < 200 && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Stops it at once, as when the machine goes away; what was committed stays.</summary>
    public async Task StopAsync()
    {
        if (server is { HasExited: false })
        {
            // SIGQUIT: an immediate shutdown, which takes all its processes with it.
            using var kill = Process.Start("kill", ["-QUIT", server.Id.ToString(CultureInfo.InvariantCulture)]);
            await server.WaitForExitAsync();
        }
    }

    /// <summary>Runs one of PostgreSQL's programs to its end.</summary>
    public static async Task RunToolAsync(string program, params string[] arguments)
    {
        using var process = Run(program, arguments);
        var faults = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {faults}");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Database={database}";

    private string Data => Path.Combine(folder.FullName, "data");

    private static async Task<PostgresServer> StartForAllAsync()
    {
        var postgres = await StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(5));
        return postgres;
    }

    private static void SkipIfMissing() => Skip.If(
        Binaries is null, "There is no PostgreSQL here. Install the package postgresql, or name the folder of its programs in the environment variable PGBIN.");

    private static string? Find()
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable("PGBIN"),
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [],
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
        ];
        return places.FirstOrDefault(place => place is not null && File.Exists(Path.Combine(place, "initdb")) && File.Exists(Path.Combine(place, "postgres")));
    }

    private async Task InitialiseAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var give = Process.Start("chown", ["postgres", folder.FullName]);
            await give.WaitForExitAsync();
        }

        await RunToolAsync("initdb", "-D", Data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C");
    }

    // The server refuses to run as root; the package makes a user for it.
    private static Process Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        start.WorkingDirectory = Path.GetTempPath();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        if (program == "postgres")
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
        }

        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
