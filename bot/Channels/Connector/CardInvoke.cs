using System.Text.Json;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>A pressed button of an Adaptive Card that is answered in the same call.</summary>
internal static class CardInvoke
{
    /// <summary>The invoke's name.</summary>
    public const string Name = "adaptiveCard/action";

    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const string OnlyAction = "Action.Execute";

    /// <summary>Whether the button can be understood.</summary>
    public static bool IsGood(Activity activity) =>
        Action(activity) is { } action && Json.Text(action, "type") is OnlyAction && Says(activity).Length > 0;

    /// <summary>What the button says; empty when it says nothing.</summary>
    public static string Says(Activity activity) => Action(activity) is { } action
        ? action.TryGetProperty("data", out var data) && SpokenText.OfValue(data) is { Length: > 0 } says ? says : Json.Text(action, "verb") ?? ""
        : "";

    /// <summary>The reply as what the button gets back.</summary>
    public static InvokeBody Answer(IReadOnlyList<Activity> replies) =>
        new(StatusCodes.Status200OK, MessageType, string.Join("\n\n", replies.Select(reply => reply.Text).OfType<string>()));

    private static JsonElement? Action(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("action", out var action) && action.ValueKind is JsonValueKind.Object
            ? action
            : null;
}
