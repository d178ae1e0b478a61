using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// A monitoring point. Registered: <c>kind</c> (FlueGas unless said), <c>region</c> (130109), <c>tag</c>,
/// <c>oxygen</c> (reference, per cent), <c>furnace</c> (which one it measures, as <c>P-1</c>), and limits such as <c>hour a21026: 100</c>, <c>day w01001: 6..9</c>. Lines:
/// instant, minute, minute10, slot, hour, day; <c>permit day a21026=5 since 2026-03-05</c>, a limit registered in place of the one
/// before (from the day of the line unless it says since when), or the first registration of a point that is <c>known: by its
/// frames</c>; marks, written as those of a furnace; <c>acknowledge li</c> takes note of
/// the level.
/// </summary>
/// <remarks>
/// Shows: <c>computed hour a21026</c> (or reported, or day), such as <c>60/120 valid</c>: as measured, at reference
/// oxygen, and whether it counts; <c>flag hour a21026</c>, the letter of the computed mean; <c>completed a21026</c> and <c>on time a21026</c>, minutes expected, received, valid of
/// the newest settled day; <c>days over a21026</c> in month, quarter and 30 days; <c>tiers</c> in 30 days and in the
/// quarter; <c>link</c>, <c>reason</c>, <c>acknowledged</c>; <c>slot 2026-03-01 00:05</c>, the five-minute mean that the
/// furnace was told last of that time, or <c>none</c>.
/// </remarks>
sealed class PointCase : CaseTwin<PointState>
{
    static readonly BeijingTime Registration = BeijingTime.Of(2020, 1, 1);

    readonly PointRecord _record;

    public PointCase(RuleCase rule, Policy policy)
        : base(new PointFold(), NameOf(rule), policy)
    {
        _record = RecordOf(rule);
        if (!rule.Registered.ContainsKey("known"))
            Host.Feed(new Registered(_record), Registration);
    }

    public override string Shows(string what)
    {
        var status = (PointStatus)Status;
        string[] words = what.Split(' ');
        FactorStatus factor = status.Factors.FirstOrDefault(one => one.Factor.ToString() == words[^1]);
        return string.Join(' ', words.Take(2)) switch
        {
            "computed hour" => Mean(factor.ComputedHour, status),
            "flag hour" => factor.ComputedHour.Flag.Letter(),
            "reported hour" => Mean(factor.ReportedHour, status),
            "computed day" => Mean(factor.ComputedDay, status),
            "reported day" => Mean(factor.ReportedDay, status),
            "on time" => Counts(factor.Transmission.OnTime),
            "days over" => $"{factor.DaysOverInMonth} {factor.DaysOverInQuarter} {factor.DaysOverIn30}",
            "tiers" => $"{status.TierIn30} {status.TierInQuarter}",
            "link" => status.Link.ToString(),
            "reason" => status.LevelReason,
            "acknowledged" => status.Acknowledged?.By ?? "nobody",
            _ when words[0] == "slot" => Slot(CaseLine.Time(what[5..])),
            _ when words[0] == "completed" => Counts(factor.Transmission.Completed),
            _ => base.Shows(what),
        };
    }

    string Slot(BeijingTime start) =>
        Host.Told.Select(effect => effect.Body).OfType<MeanTold>()
            .LastOrDefault(told => told.Period == ObservationKind.FurnaceTemperature && told.Start == start)?
            .Value.ToString() ?? "none";

    public static string Counts(TransmissionCount count) => $"{count.Expected} {count.Received} {count.Valid}";

    static string Mean(LatestMean mean, PointStatus status)
    {
        string value = mean.Converted.HasValue ? $"{mean.Value}/{mean.Converted}" : mean.Value.ToString();
        string cause = mean.Cause == VoidCause.None ? "" : $" {mean.Cause}";
        return $"{value} {mean.ValidityAt(status.SettledBefore)}{cause}";
    }

    public override void Take(CaseLine line)
    {
        if (line.Kind == "acknowledge")
        {
            Host.Feed(new Acknowledged(line.Words[0], line.At, ""), line.Arrival);
            return;
        }

        Host.Feed(
            line.Kind == "permit" ? new Registered(PermittedBy(line, Host.State.Registration ?? _record)) : BodyOf(line), line.Arrival);
    }

    /// <summary>The registration with the limit of a line.</summary>
    public static PointRecord PermittedBy(CaseLine line, PointRecord record)
    {
        var words = line.Words.ToList();
        var limit = new FactorLimit(
            line.Readings[0].Factor, Enum.Parse<LimitPeriod>(CaseLine.Take(words), ignoreCase: true), line.Readings[0].Value,
            Exact.None, "permit", Clause: null);
        if (words.Count == 0)
            return record.WithLimit(limit);
        CaseLine.Take(words).ShouldBe("since");
        return record.WithLimit(limit with { ValidFrom = CaseLine.TakeTime(words).Date });
    }

    /// <summary>A mark or an upload.</summary>
    public static EntryBody BodyOf(CaseLine line) => line.Kind == "mark"
        ? new Marked(FurnaceCase.MarkOf(line))
        : new Observed(new Observation
        {
            Kind = KindOf(line.Kind),
            DataTime = line.At,
            IntervalMinutes = line.Kind switch { "minute" => 1, "minute10" => 10, _ => 0 },
            Readings = line.Readings,
        });

    public static ObservationKind KindOf(string word) => word switch
    {
        "instant" => ObservationKind.RealTime,
        "minute" or "minute10" => ObservationKind.Minute,
        "slot" => ObservationKind.FurnaceTemperature,
        "hour" => ObservationKind.Hour,
        "day" => ObservationKind.Day,
        _ => throw new FormatException($"A point does not take '{word}'."),
    };

    static TwinName NameOf(RuleCase rule) =>
        TwinName.Of(new PointId(CaseLine.DefaultSource, KindOf(rule) == PointKind.WasteWater ? "32" : "31"));

    static PointKind KindOf(RuleCase rule) =>
        rule.Registered.TryGetValue("kind", out string? kind) ? Enum.Parse<PointKind>(kind) : PointKind.FlueGas;

    public static PointRecord RecordOf(RuleCase rule)
    {
        var limits = new List<FactorLimit>();
        foreach ((string key, string value) in rule.Registered)
        {
            string[] words = key.Split(' ');
            if (words.Length != 2)
                continue;
            string[] bounds = value.Split("..");
            LimitPeriod period = Enum.Parse<LimitPeriod>(words[0], ignoreCase: true);
            limits.Add(new FactorLimit(
                FactorCode.Parse(words[1]), period, Exact.From(decimal.Parse(bounds[^1], CultureInfo.InvariantCulture)),
                bounds.Length > 1 ? Exact.From(decimal.Parse(bounds[0], CultureInfo.InvariantCulture)) : Exact.None, "permit", Clause: null));
        }

        PointKind kind = KindOf(rule);
        return new PointRecord
        {
            Id = new PointId(CaseLine.DefaultSource, kind == PointKind.WasteWater ? "32" : "31"),
            Name = "outlet",
            Kind = kind,
            Region = RegionCode.Parse(rule.Registered.GetValueOrDefault("region", "130109")),
            Enterprise = EnterpriseId.Parse("E1"),
            Incinerator = rule.Registered.TryGetValue("furnace", out string? furnace)
                ? IncineratorId.Parse(furnace)
                : null,
            Limits = ValueList.Create<FactorLimit>([.. limits]),
            MinuteInterval = 10,
            ReferenceOxygen = rule.Registered.TryGetValue("oxygen", out string? oxygen)
                ? Exact.From(decimal.Parse(oxygen, CultureInfo.InvariantCulture))
                : default,
            Tags = rule.Registered.TryGetValue("tag", out string? tag) ? ValueList.Create<string>([tag]) : default,
        };
    }
}
