namespace BotAdvice.Indexer.Searching;

/// <summary>Something that can be found: a passage of an entry, or one way of asking for it.</summary>
/// <param name="Id">What a hit names, for example <c>backups#steps</c>.</param>
/// <param name="Fields">The texts to search, in the order of the index's fields; an absent one is empty.</param>
public sealed record SearchDocument(string Id, IReadOnlyList<string> Fields);

/// <summary>A field of the documents and how much a word in it counts.</summary>
/// <param name="Name">For example <c>title</c>.</param>
/// <param name="Weight">How often a word in this field counts, against once in a field of weight 1. Above 0.</param>
/// <param name="LengthPenalty">BM25's b for this field: 0 ignores its length, 1 divides by it. From 0 to 1.</param>
public sealed record SearchField(string Name, float Weight, float LengthPenalty);

/// <summary>A document found.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Score">The sum of the impacts of the query's terms; larger is better, comparable within one query only.</param>
public readonly record struct SearchHit(string Id, float Score);

/// <summary>What one term of a query added to a hit's score.</summary>
/// <param name="Term">The term as it stands in the index.</param>
/// <param name="From">The word of the query that it comes from.</param>
/// <param name="Impact">What it added.</param>
public readonly record struct SearchReason(string Term, string From, float Impact);

/// <summary>A term of a query.</summary>
/// <param name="Term">As it stands in the index.</param>
/// <param name="From">The word of the query that it comes from.</param>
/// <param name="Weight">1 for the reader's own word, less for a synonym or a correction. Above 0, at most 1.</param>
public readonly record struct QueryTerm(string Term, string From, float Weight);
