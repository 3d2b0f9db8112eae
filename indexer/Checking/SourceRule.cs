using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Every source is a page of the publisher that it names.</summary>
internal sealed class SourceRule : IRule
{
    public string Name => "source";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, entry) in load.Entries<Entry>())
        {
            for (var i = 0; i < entry.Sources.Count; i++)
            {
                var source = entry.Sources[i];
                var line = file.LineOf($"sources[{i}].url");
                if (WebAddress.TryParse(source.Url) is not { } address)
                {
                    yield return new Problem(
                        file.Path, line, $"The source \"{source.Url}\" is no web address.", "Copy the whole address from the browser, from \"https://\" on.");
                }
                else if (load.Knowledge.Publishers.TryGetValue(source.Publisher, out var publisher)
                    && !publisher.Domains.Any(domain => WebAddress.IsUnder(address, domain)))
                {
                    var owner = load.Knowledge.Publishers.Values.FirstOrDefault(other => other.Domains.Any(domain => WebAddress.IsUnder(address, domain)));
                    yield return new Problem(
                        file.Path,
                        line,
                        $"The source on {address.Host} is not a page of \"{publisher.Id}\" ({string.Join(", ", publisher.Domains)}).",
                        owner is null ? "Name the publisher whose page it is; a new one goes into publishers.md first." : $"Did you mean \"{owner.Id}\"?");
                }

                if (source.Checked > today)
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"sources[{i}].checked"), $"The source was checked on {source.Checked:yyyy-MM-dd}, a day to come.", "Write the day on which it was seen.");
                }
            }
        }
    }
}
