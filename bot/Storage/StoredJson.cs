using System.Text.Json.Serialization;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;

namespace BotAdvice.Bot.Storage;

/// <summary>How situations and answers are written to the store; generated, so that nothing is reflected over at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Situation))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class StoredJson : JsonSerializerContext;
