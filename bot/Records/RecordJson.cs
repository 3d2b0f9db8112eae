using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Bot.Records;

/// <summary>The record as JSON, for a program that takes it up. Texts are plain; moments are ISO 8601 in UTC. Fields are added, never changed.</summary>
internal static class RecordJson
{
    private const int Version = 1;

    // Letters such as £ stand as they are; nothing of it is put into HTML.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static string Write(IncidentRecord record) => new JsonObject
    {
        ["version"] = Version,
        ["made"] = Moment(record.MadeAt),
        ["told"] = Moment(record.ToldAt),
        ["sent"] = false,
        ["practice"] = record.IsPractice,
        ["incidents"] = Texts(record.Incidents),
        ["story"] = new JsonArray([.. record.Story.Select(told => (JsonNode?)told)]),
        ["facts"] = List(record.Facts.Where(fact => fact.Fact.Length > 0), fact => new() { ["fact"] = fact.Fact, ["name"] = fact.Name, ["value"] = fact.Value }),
        ["timeline"] = List(record.Timeline, moment => new() { ["at"] = Moment(moment.At), ["when"] = moment.When, ["what"] = moment.What }),
        ["deadlines"] = List(record.Clocks.Concat(record.OtherClocks), Clock),
        ["doors"] = List(record.Doors, Door),
        ["call"] = Parts(record.Call),
        ["keep"] = Texts(record.Evidence),
        ["plan"] = List(record.Plan, step => new() { ["id"] = step.Id, ["state"] = step.State, ["title"] = step.Title, ["text"] = PlainTextRenderer.Plain(step.Text) }),
        ["readiness"] = Texts(record.Readiness),
        ["forward"] = Texts(record.Forward),
        ["letters"] = List(record.Letters, letter => new() { ["id"] = letter.Id, ["title"] = letter.Title, ["parts"] = Parts(letter.Parts) }),
    }.ToJsonString(Plain);

    private static JsonObject Clock(RecordClock clock) => new()
    {
        ["id"] = clock.Block.Id,
        ["title"] = clock.Block.Title,
        ["applies"] = clock.Applies is { } applies ? applies ? "yes" : "no" : "not-known",
        ["because"] = clock.Because.Length > 0 ? clock.Because : null,
        ["due"] = Moment(clock.Applies is true ? clock.Block.Due : null),
        ["text"] = PlainTextRenderer.Plain(clock.Block.Text),
        ["who"] = PlainTextRenderer.Plain(clock.Who),
        ["contact"] = clock.Contact,
    };

    private static JsonObject Door(RecordDoor door) => new()
    {
        ["id"] = door.Door.RouteId,
        ["name"] = door.Door.Name,
        ["why"] = PlainTextRenderer.Plain(door.Door.Why),
        ["ways"] = List(door.Door.Ways, way => new() { ["kind"] = way.Kind, ["text"] = way.Text, ["note"] = way.Note }),
        ["say"] = door.Door.Say,
        ["asks"] = Parts(door.Asks),
    };

    private static JsonArray Parts(IEnumerable<RecordPart> parts) => List(parts, part => new() { ["heading"] = part.Heading, ["lines"] = Texts(part.Lines) });

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(item => (JsonNode)write(item))]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)PlainTextRenderer.Plain(text))]);

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
