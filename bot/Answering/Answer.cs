namespace BotAdvice.Bot.Answering;

/// <summary>A reply before it is rendered for a channel: blocks in reading order, and quick replies.</summary>
/// <param name="Blocks">What is shown, top to bottom.</param>
/// <param name="QuickReplies">Buttons; free text does the same. Empty when there is nothing to choose.</param>
internal sealed record Answer(IReadOnlyList<Block> Blocks, IReadOnlyList<QuickReply> QuickReplies);

/// <summary>A button.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Says">The message that it sends.</param>
internal sealed record QuickReply(string Label, string Says);
