using System.Net;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Indexer.Loading;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Turns;

/// <summary>Plays the transcripts of <c>tests/conversations</c> through the real host, as a channel that waits for the replies does.</summary>
public sealed class ConversationTests(ConversationTests.Host host) : IClassFixture<ConversationTests.Host>
{
    private const int Fewest = 80;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "conversations");

    public static TheoryData<string> Transcripts => [.. Transcript.Files([Folder]).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public async Task A_conversation_goes_as_it_is_written(string file)
    {
        var problems = new List<Problem>();
        var transcript = Transcript.Read(Path.Combine(Folder, file), problems);
        Assert.Empty(problems);

        var differences = new List<string>();
        var conversation = Guid.NewGuid().ToString();
        var now = transcript!.Now;
        foreach (var turn in transcript.Turns)
        {
            now += turn.After;
            var reply = await host.SayAsync(conversation, turn.Says, now);
            differences.AddRange(turn.Expected.SelectMany(expectation => expectation.Differences(reply, Shared.Loaded.Knowledge)
                .Select(difference => $"{file}({expectation.Line}): the reply {difference}.")));
        }

        Assert.True(differences.Count == 0, $"{string.Join('\n', differences)}\nTo read it all: dotnet run --project bot -- converse tests/conversations/{file}");
    }

    [Fact]
    public void Whole_conversations_tell_every_incident_and_every_nation()
    {
        var problems = new List<Problem>();
        var transcripts = Transcript.Files([Folder]).Select(file => Transcript.Read(file, problems)!).ToList();

        Assert.Empty(problems);
        Assert.True(transcripts.Count >= Fewest, $"There are {transcripts.Count} conversations, not {Fewest}.");
        var told = transcripts.SelectMany(transcript => transcript.Turns).SelectMany(turn => turn.Expected)
            .Where(expectation => expectation.Key is "incident").SelectMany(expectation => expectation.Values).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Shared.Loaded.Knowledge.Incidents.Keys.Except(told, StringComparer.Ordinal));
        var doors = transcripts.SelectMany(transcript => transcript.Turns).SelectMany(turn => turn.Expected)
            .Where(expectation => expectation.Key is "doors").SelectMany(expectation => expectation.Values).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string> { "report-fraud", "police-scotland-fraud-cyber", "psni-fraud-cyber", "jersey-police", "guernsey-police", "isle-of-man-cyber", "ireland-garda", "police-abroad" },
            doors);
    }

    [Fact]
    public void A_transcript_that_expects_nothing_known_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("wrong.md");
        File.WriteAllText(file, "---\ntitle: Wrong\nnow: some day\n---\n\n**You:** hello\n\n**Bot:**\n\n- smiles: yes\n\n**Later:** a while\n");
        var problems = new List<Problem>();

        Assert.Null(Transcript.Read(file, problems));

        Assert.Equal([1, 10, 12], problems.Select(problem => problem.Line));
    }

    /// <summary>The host, whose clock each message sets.</summary>
    public sealed class Host : IDisposable
    {
        private readonly ChannelHost host = new();
        private readonly HttpClient client;

        public Host() => client = host.CreateClient();

        internal async Task<DeliveredReply> SayAsync(string conversation, string text, DateTimeOffset now)
        {
            host.Clock.Move(now - host.Clock.GetUtcNow());
            var (status, body) = await client.CallAsync(HttpMethod.Post, "/api/messages", body: new Dictionary<string, object?>
            {
                ["type"] = "message",
                ["id"] = $"m-{Guid.NewGuid():N}",
                ["channelId"] = "emulator",
                ["deliveryMode"] = "expectReplies",
                ["conversation"] = new { id = conversation },
                ["from"] = new { id = "me" },
                ["recipient"] = new { id = "bot" },
                ["text"] = text,
            });

            Assert.Equal(HttpStatusCode.OK, status);
            var reply = Assert.Single(body.GetProperty("activities").EnumerateArray());
            return new(
                reply.Text("text"),
                reply.TryGetProperty("suggestedActions", out var actions)
                    ? [.. actions.GetProperty("actions").EnumerateArray().Select(action => action.Text("value"))]
                    : []);
        }

        public void Dispose()
        {
            client.Dispose();
            host.Dispose();
        }
    }
}
