using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotAdvice.Bot.Observing;

internal static class ObservingServices
{
    /// <summary>OpenTelemetry's own name for where metrics and traces are sent; its other names work too.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The platform's own meters; none has more in its labels than routes, methods and status codes.
    private static readonly string[] Meters =
    [
        BotMetrics.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "Npgsql",
    ];

    /// <summary>Metrics, and traces of turns. They are sent nowhere until an endpoint is set.</summary>
    /// <exception cref="OptionsValidationException">The endpoint is no address.</exception>
    public static void AddObserving(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BotMetrics>();
        if (builder.Configuration[Endpoint] is not { Length: > 0 } endpoint)
        {
            return;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new OptionsValidationException(Endpoint, typeof(ObservingServices), [$"{Endpoint} must be an address such as http://localhost:4317."]);
        }

        // Traces of our own source only: what others write into theirs (addresses, statements) could name a conversation or open a record.
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("botadvice"))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter())
            .WithTracing(traces => traces.AddSource(BotMetrics.Name).SetSampler(new AlwaysOnSampler()).AddOtlpExporter());
    }
}
