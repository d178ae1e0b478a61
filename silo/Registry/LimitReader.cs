using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

static class LimitReader
{
    /// <returns>Null for a bad row, and for one that only holds limits of zero, which are not known.</returns>
    public static PointLimit? Read(RowFields fields)
    {
        PointId? id = PointReader.Id(fields);
        fields.MustBeKnown("mn", id, (lookup, point) => lookup.HasPoint(point), "is not a known point");
        FactorCode factor = fields.Required<FactorCode>("factor", FactorCode.TryParse, "is not a factor code");
        LimitPeriod period = fields.Required<LimitPeriod>("period", TryPeriod, "is not hour, day or five_minutes");
        bool isZeroOnly = false;
        Exact upper = Known("upper");
        Exact lower = Known("lower");
        string source = fields.Required("source");
        DateOnly? validFrom = fields.Optional<DateOnly>("valid_from", TryDate, "is not a date such as 2026-03-01");
        if (fields.Failed || id is not { } known)
            return null;

        string clause = fields.Text("clause");
        var limit = new FactorLimit(
            factor, period, upper, lower, string.Intern(source), clause.Length > 0 ? CitationOf(source, clause) : null)
        {
            ValidFrom = validFrom,
        };
        if (RegistryRules.Limit(limit) is not { } reason)
            return new PointLimit(known, limit);
        if (!isZeroOnly || upper.HasValue || lower.HasValue)
            fields.Error("upper", $"{fields.Text("lower")}..{fields.Text("upper")}", reason);
        return null;

        Exact Known(string column)
        {
            Exact limit = fields.Number(column);
            if (!RegistryRules.IsUnknownLimit(limit))
                return limit;
            fields.Warn(column, fields.Text(column), "is zero, which means not known: no limit is set");
            isZeroOnly = true;
            return Exact.None;
        }
    }

    /// <summary>The table alone, "table 4", is a citation of nothing.</summary>
    static string CitationOf(string source, string clause) =>
        string.Intern(clause.StartsWith(source, StringComparison.Ordinal) ? clause : $"{source} {clause}");

    static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    static bool TryPeriod(string? text, out LimitPeriod period)
    {
        period = text switch
        {
            "hour" => LimitPeriod.Hour,
            "day" => LimitPeriod.Day,
            "five_minutes" => LimitPeriod.FiveMinutes,
            _ => LimitPeriod.None,
        };
        return period != LimitPeriod.None;
    }
}
