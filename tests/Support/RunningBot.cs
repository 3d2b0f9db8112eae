using BotAdvice.Bot.Turns;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotAdvice.Tests.Support;

/// <summary>
/// The real host over the real knowledge base, with conversations in a folder of its own. As a class fixture it is shared by the
/// tests of a class; a test that needs settings, a clock or a database that it knows makes its own.
/// </summary>
public sealed class RunningBot : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Factory factory;

    public RunningBot()
        : this([])
    {
    }

    /// <param name="settings">As on the command line, such as ("Widget:LongestMessage", "1000").</param>
    /// <param name="database">The SQLite file; null for one of its own.</param>
    /// <param name="now">The moment at which everything is said; null for the present.</param>
    internal RunningBot(IReadOnlyList<(string Key, string Value)> settings, string? database = null, DateTimeOffset? now = null) =>
        factory = new(
            [("Storage:Path", database ?? folder.File("conversations.db")), ("Knowledge:Path", Shared.IndexPath), .. settings],
            now is { } moment ? new StoppedClock(moment) : null);

    /// <summary>The host's services.</summary>
    internal IServiceProvider Services => factory.Services;

    /// <summary>A client with its own cookies, in process; redirects are not followed unless asked for.</summary>
    internal HttpClient Client(bool followsRedirects = false) =>
        factory.CreateClient(new() { AllowAutoRedirect = followsRedirects, BaseAddress = factory.ClientOptions.BaseAddress });

    /// <summary>Listens on a free port of this machine instead of in process, for clients that need a real one.</summary>
    internal Uri Listen()
    {
        factory.UseKestrel(0);
        factory.StartServer();
        return factory.ClientOptions.BaseAddress;
    }

    public void Dispose()
    {
        factory.Dispose();
        folder.Dispose();
    }

    private sealed class Factory(IReadOnlyList<(string Key, string Value)> settings, TimeProvider? clock) : WebApplicationFactory<SafeMode>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders());
            if (clock is not null)
            {
                builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
            }
        }
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
