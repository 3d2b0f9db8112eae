using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BotAdvice.Bot.Storage;

/// <summary>Moments in both engines: timestamptz in PostgreSQL; in SQLite a text of fixed width, UTC, that sorts as moments do.</summary>
internal sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
        parameter.Value = parameter is SqliteParameter ? value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture) : value.UtcDateTime;

    public override DateTimeOffset Parse(object value) => value switch
    {
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        DateTime moment => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        _ => throw new InvalidCastException($"A {value.GetType().Name} is no moment."),
    };
}
