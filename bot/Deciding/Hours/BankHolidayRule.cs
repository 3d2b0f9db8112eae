namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>What a door does on a bank holiday.</summary>
internal enum BankHolidayRule
{
    /// <summary>Nobody has told us. A day like any other is assumed, and said to be so.</summary>
    Unknown,

    /// <summary>As on any other day.</summary>
    Open,

    Closed,
}
