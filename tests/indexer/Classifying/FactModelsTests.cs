using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Tests.Indexer.Classifying;

public sealed class FactModelsTests
{
    private static readonly string[] Lost = ["the money went to a thief", "we paid and nothing came", "the account is empty", "he vanished with our deposit"];
    private static readonly string[] Open = ["the website shows a skull", "somebody copied our logo", "the phone was left on a bus", "a strange letter arrived"];

    [Fact]
    public void A_story_like_those_that_tell_a_fact_tells_it_and_one_like_the_others_does_not()
    {
        var models = FactModels.Train(Knowledge(repeated: 10));

        Assert.Equal("yes", Top(models, "a thief has our deposit and the account is empty"));
        Assert.Equal(FactModels.Unsaid, Top(models, "a strange skull on our website"));
    }

    [Fact]
    public void A_fact_that_few_stories_tell_has_no_model() => Assert.Empty(FactModels.Train(Knowledge(repeated: 2)).Facts);

    [Fact]
    public void Stories_of_which_nobody_could_say_teach_nothing()
    {
        var knowledge = Knowledge(repeated: 10);
        var unsure = new Telling("the website shows a skull", "ddos", new Dictionary<string, string> { [FactNames.MoneyLost] = "unsure" });

        using var without = new MemoryStream();
        Save(FactModels.Train(knowledge), without);
        using var with = new MemoryStream();
        Save(FactModels.Train(knowledge with { Tellings = [.. knowledge.Tellings, unsure] }), with);

        Assert.Equal(without.ToArray(), with.ToArray());
    }

    [Fact]
    public void What_is_saved_reads_alike()
    {
        using var stream = new MemoryStream();
        var models = FactModels.Train(Knowledge(repeated: 10));
        var vocabulary = Save(models, stream);
        stream.Position = 0;

        var read = FactModels.Load(stream, vocabulary);

        Assert.Equal(models.Facts, read.Facts);
        Assert.Equal("yes", Top(read, "a thief has our deposit and the account is empty"));
    }

    [Fact]
    public void Models_that_are_cut_short_are_refused()
    {
        using var stream = new MemoryStream();
        var vocabulary = Save(FactModels.Train(Knowledge(repeated: 10)), stream);
        using var cut = new MemoryStream(stream.ToArray()[..^20]);

        Assert.Throws<InvalidDataException>(() => FactModels.Load(cut, vocabulary));
    }

    private static Vocabulary Save(FactModels models, Stream stream)
    {
        var vocabulary = Vocabulary.Of(models.Models);
        models.Save(stream, vocabulary);
        return vocabulary;
    }

    private static string Top(FactModels models, string text) =>
        models.Classify(FactNames.MoneyLost, models.Models.First().Read(Words.Of(text), [])).Ranked[0].Label;

    private static BotAdvice.Indexer.Knowledge.KnowledgeBase Knowledge(int repeated) => new()
    {
        Tellings =
        [
            .. Enumerable.Range(0, repeated).SelectMany(_ => Lost).Select(text =>
                new Telling(text, "other-fraud", new Dictionary<string, string> { [FactNames.MoneyLost] = "yes" })),
            .. Enumerable.Range(0, repeated).SelectMany(_ => Open).Select(text => new Telling(text, "ddos", new Dictionary<string, string>())),
        ],
    };
}
