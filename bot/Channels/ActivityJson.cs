using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Channels.DirectLine;

namespace BotAdvice.Bot.Channels;

/// <summary>The wire format of both channels, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(HeroCardBody))]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(ResourceId))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(ConversationBody))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(InvokeBody))]
[JsonSerializable(typeof(NewsBody))]
internal sealed partial class ActivityJson : JsonSerializerContext
{
    // Real activities nest a card at most; what is deeper is no activity. Writing may go deeper, since a reply wraps what came.
    private const int DeepestRead = 32;

    /// <summary>For what others send: as the default, and refused when it is nested deeper than any real activity.</summary>
    public static ActivityJson Incoming { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = DeepestRead,
    });
}
