using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>
/// Decides, once the bot knows where it listens, whether programs on the same machine may send messages without signing in. It is
/// for trying things out: said loudly, and never on a host that others can reach.
/// </summary>
internal sealed partial class WithoutSignIn(
    IServer server, IHostEnvironment environment, IOptions<ConnectorOptions> options, ILogger<WithoutSignIn> logger) : IHostedLifecycleService
{
    private volatile bool allowed;

    /// <summary>Whether this request may come in unsigned: from this machine, and not through a proxy on it.</summary>
    public bool Allows(HttpRequest request) => allowed && LocalCaller.Is(request);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.AppId.Length > 0)
        {
            return Task.CompletedTask;
        }

        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var here = environment.IsDevelopment() || addresses.All(IsLoopback);
        if (settings.AllowWithoutSignIn is true && !here)
        {
            throw new OptionsValidationException(
                nameof(ConnectorOptions.AllowWithoutSignIn),
                typeof(ConnectorOptions),
                [$"{ConnectorOptions.Section}:AllowWithoutSignIn is refused: the bot listens on {string.Join(", ", addresses)}, where others can reach it. Set {ConnectorOptions.Section}:AppId, or remove the setting."]);
        }

        allowed = here && settings.AllowWithoutSignIn is not false;
        if (allowed)
        {
            LogOpen(logger, ConnectorEndpoints.Path);
        }
        else
        {
            LogClosed(logger, ConnectorEndpoints.Path);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A name such as * or + is every address of the machine, and no URI.
    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.IsLoopback;

    [LoggerMessage(1, LogLevel.Warning, "{Path} TAKES MESSAGES WITHOUT SIGN-IN from programs on this machine, since Connector:AppId is empty. For trying out only")]
    private static partial void LogOpen(ILogger logger, string path);

    [LoggerMessage(2, LogLevel.Information, "{Path} is closed: Connector:AppId is empty")]
    private static partial void LogClosed(ILogger logger, string path);
}
