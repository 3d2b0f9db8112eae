using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>Microsoft Entra and the identity of a machine in Azure: gives tokens, and keeps what it was asked.</summary>
internal sealed class SignInStandIn : HttpMessageHandler
{
    private readonly ConcurrentQueue<SignInCall> calls = new();

    public IReadOnlyList<SignInCall> Calls => [.. calls];

    /// <summary>What it answers; a refusal has the body of one.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken);
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        if (!address.EndsWith("/token", StringComparison.Ordinal))
        {
            return new(HttpStatusCode.NotFound) { Content = new StringContent("") };
        }

        calls.Enqueue(new(address, QueryHelpers.ParseQuery(sent).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal)));
        object body = Status is HttpStatusCode.OK
            ? new { token_type = "Bearer", expires_in = 3600, expires_on = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), access_token = $"token-{calls.Count}" }
            : new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." };
        return new(Status) { Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json") };
    }
}

/// <summary>A call for a token.</summary>
/// <param name="Address">Without what was asked.</param>
/// <param name="Form">What was asked, from the body or the query.</param>
internal sealed record SignInCall(string Address, IReadOnlyDictionary<string, string> Form);
