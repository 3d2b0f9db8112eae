using System.Diagnostics;
using System.Globalization;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Benchmarks;

/// <summary>
/// Our search and Apache Lucene's on the same corpora in one run: Cranfield for how good, stitched passages for how fast. The folder
/// <c>../shared</c> beside the repository holds the collection and Lucene's side; without Java or Lucene's jars only ours is printed.
/// </summary>
internal static class SearchComparison
{
    private const int Top = 10;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);
    private static readonly Analyzer Plain = new([]);
    private static readonly string[] Sets = ["cran", "passages-2000", "passages-20000", "passages-100000"];

    public static int Run(string shared)
    {
        var lucene = Path.Combine(shared, "bench", "lucene");
        if (!Directory.Exists(lucene))
        {
            Console.Error.WriteLine($"There is no folder \"{lucene}\". Name the folder: -- search SHARED");
            return 2;
        }

        var work = Directory.CreateTempSubdirectory("botadvice-search-");
        try
        {
            Start("python3", [Path.Combine(lucene, "corpus.py"), work.FullName]);
            var jars = Compiled(lucene, work.FullName);
            var relevant = Relevant(Path.Combine(shared, "specs", "cranfield", "cranqrel"));
            Console.WriteLine($"{"",-18}{"ours, ms",12}{"search only",13}{"Lucene, ms",12}{"times",8}{"nDCG@10",10}{"Lucene",9}");
            foreach (var set in Sets)
            {
                var (whole, search, run) = Ours(work.FullName, set);
                var theirs = jars is null ? double.NaN : Lucene(jars, work.FullName, set);
                var scored = set == "cran";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set,-18}{whole,12:0.0000}{search,13:0.0000}{theirs,12:0.000}{theirs / whole,8:0}{(scored ? Ndcg(run, relevant) : double.NaN),10:0.0000}{(scored && jars is not null ? Ndcg(ReadRun(work.FullName), relevant) : double.NaN),9:0.0000}"));
            }

            return 0;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Median times of a query, in milliseconds, with its analysis and without, and what was found.</summary>
    private static (double Whole, double Search, Dictionary<string, List<string>> Found) Ours(string work, string set)
    {
        var title = PassageSearch.Fields.Single(field => field.Name == "title");
        var text = PassageSearch.Fields.Single(field => field.Name == "text");
        var index = ImpactIndex.Build([title, text], [.. Rows(work, set).Select(row => new SearchDocument(row[0], [row[1], row[2]]))]);
        var queries = Rows(work, set == "cran" ? "cran-queries" : "passages-queries").ToList();
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var whole = new double[queries.Count];
        var search = new double[queries.Count];
        var until = Stopwatch.GetTimestamp() + (long)(Warm.TotalSeconds * Stopwatch.Frequency);
        do
        {
            for (var at = 0; at < queries.Count; at++)
            {
                var started = Stopwatch.GetTimestamp();
                var query = Plain.Query(Words.Of(queries[at][1]));
                var analysed = Stopwatch.GetTimestamp();
                var hits = index.Search(query, Top);
                var ended = Stopwatch.GetTimestamp();
                (whole[at], search[at]) = (Stopwatch.GetElapsedTime(started, ended).TotalMilliseconds, Stopwatch.GetElapsedTime(analysed, ended).TotalMilliseconds);
                found[queries[at][0]] = [.. hits.Select(hit => hit.Id)];
            }
        }
        while (Stopwatch.GetTimestamp() < until);
        return (Median(whole), Median(search), found);
    }

    private static double Lucene(string jars, string work, string set)
    {
        var queries = set == "cran" ? "cran-queries" : "passages-queries";
        var told = Start("java", ["-cp", jars, "LuceneBench", File(work, set), File(work, queries), Path.Combine(work, $"{set}.run")]);
        var from = told.IndexOf("p50 ", StringComparison.Ordinal) + 4;
        return double.Parse(told.AsSpan(from, told.IndexOf(" ms", from, StringComparison.Ordinal) - from), CultureInfo.InvariantCulture);
    }

    // The class path of Lucene and its benchmark; null when there is no Java or no Lucene.
    private static string? Compiled(string lucene, string work)
    {
        var folder = Environment.GetEnvironmentVariable("LUCENE_JARS") ?? "/usr/share/java";
        var jars = Directory.Exists(folder)
            ? ((string[])["core", "analyzers-common", "queryparser", "queries", "sandbox"]).SelectMany(part => Directory.EnumerateFiles(folder, $"lucene-{part}-8.*.jar")).ToList()
            : [];
        if (jars.Count == 0)
        {
            Console.WriteLine($"Lucene is left out: {folder} holds no lucene-*-8.*.jar (Debian: liblucene8-java; or set LUCENE_JARS).");
            return null;
        }

        var path = string.Join(':', jars);
        Start("javac", ["-cp", path, "-d", work, Path.Combine(lucene, "LuceneBench.java")]);
        return $"{path}:{work}";
    }

    private static Dictionary<string, HashSet<string>> Relevant(string file) => System.IO.File.ReadLines(file)
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields is [_, _, "1" or "2" or "3" or "4"])
        .GroupBy(fields => fields[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(fields => fields[1]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>nDCG@10 with binary gains, over the queries that have a relevant document.</summary>
    private static double Ndcg(Dictionary<string, List<string>> run, Dictionary<string, HashSet<string>> relevant) => relevant.Average(query =>
    {
        var found = run.GetValueOrDefault(query.Key, []);
        var gain = found.Take(Top).Select((id, rank) => query.Value.Contains(id) ? Gain(rank) : 0).Sum();
        return gain / Enumerable.Range(0, Math.Min(Top, query.Value.Count)).Sum(Gain);
    });

    private static double Gain(int rank) => 1 / Math.Log2(rank + 2);

    private static Dictionary<string, List<string>> ReadRun(string work) => System.IO.File.ReadLines(Path.Combine(work, "cran.run"))
        .Select(line => line.Split(' '))
        .GroupBy(fields => fields[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(fields => fields[1]).ToList(), StringComparer.Ordinal);

    private static IEnumerable<string[]> Rows(string work, string name) => System.IO.File.ReadLines(File(work, name)).Select(line => line.Split('\t'));

    private static string File(string work, string name) => Path.Combine(work, $"{name}.tsv");

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? told : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
