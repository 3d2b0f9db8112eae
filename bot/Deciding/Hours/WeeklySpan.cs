namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>One opening on one day of the week. A <paramref name="To"/> at or before <paramref name="From"/> is on the next day.</summary>
internal sealed record WeeklySpan(DayOfWeek Day, TimeOnly From, TimeOnly To);
