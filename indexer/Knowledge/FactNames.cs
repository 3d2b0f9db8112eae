namespace BotAdvice.Indexer.Knowledge;

/// <summary>The facts that the bot listens for, and the values each may have. The vocabulary of every condition.</summary>
public static class FactNames
{
#pragma warning disable CS1591 // the names say what they are; docs/knowledge-base.md explains them
    public const string Nation = "nation";
    public const string Area = "area";
    public const string Organisation = "organisation";
    public const string Staff = "staff";
    public const string Sector = "sector";
    public const string ItSupport = "it-support";
    public const string MoneyLost = "money-lost";
    public const string Amount = "amount";
    public const string PaidBy = "paid-by";
    public const string WhenHappened = "when-happened";
    public const string WhenNoticed = "when-noticed";
    public const string StillHappening = "still-happening";
    public const string PersonalData = "personal-data";
    public const string PeopleAffected = "people-affected";
    public const string SystemsDown = "systems-down";
    public const string DetailsGiven = "details-given";
    public const string Clicked = "clicked";
    public const string RemoteAccess = "remote-access";
    public const string MailboxCompromised = "mailbox-compromised";
    public const string DangerToLife = "danger-to-life";
    public const string Under18 = "under-18";
    public const string IntimateImages = "intimate-images";
    public const string Insured = "insured";
    public const string Backups = "backups";
    public const string ReportedTo = "reported-to";
    public const string ContactedBy = "contacted-by";
    public const string ClaimedToBe = "claimed-to-be";
#pragma warning restore CS1591

    private static readonly string[] YesNo = ["yes", "no", "unsure"];

    /// <summary>Fact name to its values; an empty list marks a measured fact (an amount, a number, a time, a place).</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [Nation] = ["england", "wales", "scotland", "ni", "outside-uk", "unsure"],
            [Area] = [],
            [Organisation] = ["sole-trader", "micro", "small", "medium", "large", "charity", "school", "care", "public", "individual", "unsure"],
            [Staff] = [],
            [Sector] =
            [
                "legal", "accountancy", "finance", "health", "retail", "hospitality", "trades", "farming",
                "manufacturing", "technology", "property", "other", "unsure",
            ],
            [ItSupport] = ["in-house", "supplier", "none", "unsure"],
            [MoneyLost] = YesNo,
            [Amount] = [],
            [PaidBy] = ["transfer", "card", "cash", "gift-card", "crypto", "direct-debit", "unsure"],
            [WhenHappened] = [],
            [WhenNoticed] = [],
            [StillHappening] = YesNo,
            [PersonalData] = YesNo,
            [PeopleAffected] = [],
            [SystemsDown] = YesNo,
            [DetailsGiven] = ["password", "bank", "card", "code", "identity", "no", "unsure"],
            [Clicked] = YesNo,
            [RemoteAccess] = YesNo,
            [MailboxCompromised] = YesNo,
            [DangerToLife] = YesNo,
            [Under18] = YesNo,
            [IntimateImages] = YesNo,
            [Insured] = YesNo,
            [Backups] = YesNo,
            [ReportedTo] = ["police", "bank", "ico", "insurer", "provider", "no", "unsure"],
            [ContactedBy] = ["email", "text", "call", "letter", "message", "pop-up", "in-person", "unsure"],
            [ClaimedToBe] = ["bank", "police", "report-fraud", "hmrc", "ico", "ncsc", "it-firm", "companies-house", "delivery", "this-service", "unsure"],
        };

    /// <summary>The facts that may hold several values at once.</summary>
    public static IReadOnlySet<string> Several { get; } =
        new HashSet<string>(StringComparer.Ordinal) { PaidBy, DetailsGiven, ReportedTo, ContactedBy, ClaimedToBe };
}
