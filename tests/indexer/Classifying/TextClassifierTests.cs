using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Tests.Indexer.Classifying;

public sealed class TextClassifierTests
{
    private static readonly string[] Things = ["invoice", "bill", "statement", "quote", "order", "receipt"];
    private static readonly string[] Machines = ["laptop", "server", "computer", "tablet", "printer", "phone"];
    private static readonly string[] Starts = ["we", "our manager", "yesterday somebody", "i think we", "the office", "my wife"];

    private static readonly TextClassifier Trained = TextClassifier.Train(Examples(), new TrainingOptions());

    [Theory]
    [InlineData("we paid a false invoice", "paid")]
    [InlineData("PAID THE BILL!!!", "paid")]
    [InlineData("wepaid a flase invocie", "paid")]
    [InlineData("the server was encrypted and locked", "locked")]
    [InlineData("Hello. We are a small firm in Leeds with nine staff. It has been a long week. This morning the computer got locked.", "locked")]
    [InlineData("someone stole a phone from the van", "stolen")]
    public void A_text_gets_its_label(string text, string expected) => Assert.Equal(expected, Trained.Classify(text).Ranked[0].Label);

    [Fact]
    public void Probabilities_rank_all_labels_and_make_one()
    {
        var ranked = Trained.Classify("we paid an invoice").Ranked;

        Assert.Equal(Trained.Labels, ranked.Select(r => r.Label).Order(StringComparer.Ordinal));
        Assert.Equal(1, ranked.Sum(r => r.Probability), 4);
        Assert.Equal(ranked.Select(r => r.Probability).OrderDescending(), ranked.Select(r => r.Probability));
        Assert.Equal(ranked[0].Probability, Trained.Classify("we paid an invoice").Of(ranked[0].Label));
        Assert.Equal(0, Trained.Classify("we paid an invoice").Of("no such label"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😱 ...")]
    [InlineData("Ж漢字")]
    public void A_text_without_known_features_is_ranked_but_not_known(string text)
    {
        var found = Trained.Classify(text);

        Assert.False(found.Known);
        Assert.True(found.Ranked[0].Probability < 0.6);
    }

    [Fact]
    public void Labels_of_one_group_are_told_together_and_apart()
    {
        var classifier = TextClassifier.Train(
            [
                .. Enumerable.Range(0, 9).Select(_ => new Example("he shouts", "danger/noise", [])),
                .. Enumerable.Range(0, 9).Select(_ => new Example("he hits", "danger/blow", [])),
                .. Enumerable.Range(0, 9).Select(_ => new Example("he sings", "song", [])),
            ],
            new TrainingOptions());

        var (together, likeliest) = classifier.Classify("he hits").OfGroup("danger");

        Assert.Equal("danger/blow", likeliest);
        Assert.Equal(1 - classifier.Classify("he hits").Of("song"), together, 5);
        Assert.Equal((0, ""), classifier.Classify("he hits").OfGroup("dang"));
    }

    [Fact]
    public void A_word_that_stands_with_every_label_counts_for_less()
    {
        Sample[] samples = [new(Words.Of("they sent mail"), [], 0, 0), new(Words.Of("they stole laptops"), [], 1, 1)];

        Assert.Equal(ShareOf(EnglishStemmer.Stem("they"), focus: 0), ShareOf(EnglishStemmer.Stem("laptops"), focus: 0));
        Assert.True(ShareOf(EnglishStemmer.Stem("they"), focus: 0.5f) < ShareOf(EnglishStemmer.Stem("laptops"), focus: 0.5f));

        float ShareOf(string stem, float focus)
        {
            var options = new TrainingOptions { Focus = focus, SeenIn = 1, Letters = 0, Pairs = 0 };
            var (vocabulary, rows) = Vectors.Learn(samples, 2, options);
            var known = new FeatureSet([.. Enumerable.Range(0, vocabulary.Count)], vocabulary.Count);
            var vector = new Vectors(options, known, rows).Of(vocabulary.Read(Words.Of("they stole laptops")));
            return vector.Values[Array.IndexOf(vector.Indexes, vocabulary.Find(stem))];
        }
    }

    [Fact]
    public void The_reasons_are_features_of_the_text_that_a_person_can_read()
    {
        var why = Trained.Classify("we paid the invoice").Why("paid", 50).ToArray();

        Assert.Contains(why, w => w.Feature == "paid");
        Assert.All(why, w => Assert.True(w.Weight > 0));
        Assert.Equal(why.Select(w => w.Weight).OrderDescending(), why.Select(w => w.Weight));
        Assert.DoesNotContain(why, w => w.Feature == "lock");
        Assert.Empty(Trained.Classify("we paid").Why("no such label", 5));
    }

    [Fact]
    public void A_signal_of_the_caller_counts()
    {
        var without = Trained.Classify(Words.Of("something is wrong here"), []).Of("locked");
        var with = Trained.Classify(Words.Of("something is wrong here"), ["sign:locked", "never seen"]).Of("locked");

        Assert.True(with > without + 0.2, $"{without} {with}");
    }

    [Fact]
    public void The_same_examples_give_the_same_bytes()
    {
        var again = TextClassifier.Train(Examples(), new TrainingOptions());

        Assert.Equal(Bytes(Trained), Bytes(again));
    }

    [Fact]
    public void A_saved_model_answers_as_before()
    {
        using var stream = new MemoryStream(Bytes(Trained));
        var loaded = TextClassifier.Load(stream, Vocabulary.Of([Trained]));

        var before = Trained.Classify("we paid a bogus quote for the tablet");
        var after = loaded.Classify("we paid a bogus quote for the tablet");
        Assert.Equal(before.Ranked, after.Ranked);
        Assert.Equal(before.Why("paid", 9), after.Why("paid", 9));
        Assert.Equal(Bytes(Trained), Bytes(loaded));
    }

    [Fact]
    public void Models_that_share_their_features_answer_as_each_does_alone()
    {
        var other = TextClassifier.Train(
            [.. Enumerable.Range(0, 9).Select(_ => new Example("he sings a bogus song", "song", [])), .. Enumerable.Range(0, 9).Select(_ => new Example("he paid", "no song", []))],
            new TrainingOptions());
        var shared = Vocabulary.Of([Trained, other]);
        using var stream = new MemoryStream();
        shared.Save(stream);
        Trained.Save(stream, shared);
        other.Save(stream, shared);
        stream.Position = 0;

        var vocabulary = Vocabulary.Load(stream);
        var (one, two) = (TextClassifier.Load(stream, vocabulary), TextClassifier.Load(stream, vocabulary));
        var text = vocabulary.Read(Words.Of("we paid a bogus quote for the song"));

        Assert.Equal(Trained.Classify("we paid a bogus quote for the song").Ranked, one.Classify(text).Ranked);
        Assert.Equal(other.Classify("we paid a bogus quote for the song").Ranked, two.Classify(text).Ranked);
        Assert.Equal(Trained.Classify("we paid a bogus quote for the song").Why("paid", 9), one.Classify(text).Why("paid", 9));
        Assert.True(vocabulary.Count < Trained.Features + other.Features);
    }

    [Fact]
    public void A_model_for_another_vocabulary_is_refused()
    {
        using var stream = new MemoryStream(Bytes(Trained));

        Assert.Throws<InvalidDataException>(() => TextClassifier.Load(stream, Vocabulary.Of(Array.Empty<TextClassifier>())));
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        var bytes = Bytes(Trained);
        var vocabulary = Vocabulary.Of([Trained]);

        Assert.Throws<InvalidDataException>(() => TextClassifier.Load(new MemoryStream([1, 2, 3]), vocabulary));
        Assert.Throws<InvalidDataException>(() => TextClassifier.Load(new MemoryStream(bytes[..(bytes.Length / 2)]), vocabulary));
    }

    [Fact]
    public void Where_there_is_one_label_every_text_has_it()
    {
        var classifier = TextClassifier.Train([new Example("a", "one", []), new Example("b", "one", [])], new TrainingOptions());

        Assert.Equal([("one", 1.0)], classifier.Classify("c").Ranked);
    }

    [Fact]
    public void Without_examples_nothing_is_learnt() =>
        Assert.Throws<ArgumentException>(() => TextClassifier.Train([], new TrainingOptions()));

    [Fact]
    public void Several_threads_get_the_answers_of_one()
    {
        string[] texts = [.. Examples().Select(e => e.Text)];
        var alone = texts.Select(t => Trained.Classify(t).Ranked[0]).ToArray();

        var together = texts.AsParallel().AsOrdered().Select(t => Trained.Classify(t).Ranked[0]).ToArray();

        Assert.Equal(alone, together);
    }

    private static byte[] Bytes(TextClassifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Save(stream, Vocabulary.Of([classifier]));
        return stream.ToArray();
    }

    private static List<Example> Examples()
    {
        var examples = new List<Example>();
        foreach (var start in Starts)
        {
            foreach (var thing in Things)
            {
                examples.Add(new Example($"{start} paid a false {thing} by bank transfer", "paid", ["sign:paid"]));
            }

            foreach (var machine in Machines)
            {
                examples.Add(new Example($"{start} found the {machine} locked, all encrypted", "locked", ["sign:locked"]));
                examples.Add(new Example($"{start} had a {machine} stolen from the van", "stolen", []));
            }
        }

        return examples;
    }
}
