using System.Globalization;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>A furnace that one point tells its means. Lines: slot (five-minute temperature), hour, day, and
/// marks: <c>2026-03-01 08:00 mark fault to 2026-03-01 12:00 id m1 revision 2 deleted by bureau</c>; open-ended without
/// <c>to</c>, of the plant without <c>by</c>; and the condition words of its device: <c>2026-03-01 08:00 says St</c>.
/// An <c>hour sampled</c> is by the authority. Shows <c>reason</c>, that of its level, and <c>subsidy</c>, what is suspended.
/// </summary>
sealed class FurnaceCase : CaseTwin<IncineratorState>
{
    static readonly PointId Source = new(CaseLine.DefaultSource, "31");
    static readonly FactorCode Condition = FactorCode.Parse("p99101");

    int _told;

    public FurnaceCase(RuleCase rule, Policy policy)
        : base(new IncineratorFold(), TwinName.Of(new IncineratorId("P", "1")), policy)
    {
        Host.Feed(
            new Registered(new IncineratorRecord
            {
                Id = new IncineratorId("P", "1"),
                Name = rule.Registered.GetValueOrDefault("name", "1号炉"),
                Enterprise = EnterpriseId.Parse("E1"),
                Region = RegionCode.Parse("130109"),
                EmissionPoint = Source,
                TemperaturePoint = Source,
            }),
            BeijingTime.Of(2020, 1, 1));
    }

    public override void Take(CaseLine line)
    {
        if (line.Kind == "mark")
        {
            Host.Feed(new Marked(MarkOf(line)), line.Arrival);
            return;
        }

        if (line.Kind == "says")
        {
            Tell(line, new ConditionTold(Condition, FactorCode.Parse(line.Words[0]), line.At));
            return;
        }

        ObservationKind kind = PointCase.KindOf(line.Kind);
        foreach (Reading reading in line.Readings)
        {
            Exact figure = reading.Converted.HasValue ? reading.Converted : reading.Value;
            var told = new MeanTold(kind, reading.Factor, line.At, figure, reading.Flag, IsReported: true)
            {
                Purpose = line.Words.Contains("sampled") ? SamplePurpose.Enforcement : SamplePurpose.None,
            };
            Tell(line, told);
        }
    }

    public override string Shows(string what) => what switch
    {
        "reason" => Status.LevelReason,
        "subsidy" => SubsidyOf(((IncineratorStatus)Status).Subsidy),
        _ => base.Shows(what),
    };

    /// <summary>A suspended subsidy: the month cancelled, the clean days and since when they are counted.</summary>
    public static string SubsidyOf(SuspendedSubsidy? suspended) => suspended is null
        ? "none"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{suspended.Month.Date:yyyy-MM} {suspended.CleanDays} of {suspended.NeededDays} from {suspended.From.Date:yyyy-MM-dd}");

    void Tell(CaseLine line, SignalBody body) => Host.Feed(
        new Signalled(new Signal
        {
            Source = TwinName.Of(new PointId(line.From, "31")),
            SourceSequence = ++_told,
            Ordinal = 0,
            CausedAt = line.Arrival,
            Body = body,
        }),
        line.Arrival);

    public static Mark MarkOf(CaseLine line)
    {
        var words = line.Words.ToList();
        string code = CaseLine.Take(words);
        var mark = new Mark
        {
            Id = $"{code} {line.At}",
            Code = Enum.Parse<MarkCode>(code, ignoreCase: true),
            Start = line.At,
            Source = MarkSource.Enterprise,
            Author = "plant",
        };
        while (words.Count > 0)
        {
            string word = CaseLine.Take(words);
            mark = word switch
            {
                "to" => mark with { End = CaseLine.TakeTime(words) },
                "id" => mark with { Id = CaseLine.Take(words) },
                "revision" => mark with { Revision = int.Parse(CaseLine.Take(words), CultureInfo.InvariantCulture) },
                "of" => mark with { Factor = FactorCode.Parse(CaseLine.Take(words)) },
                "enforcement" => Sampled(mark, SamplePurpose.Enforcement, MarkSource.Bureau, CaseLine.Take(words)),
                "self" => Sampled(mark, SamplePurpose.SelfMonitoring, MarkSource.Enterprise, CaseLine.Take(words)),
                "deleted" => mark with { IsDeleted = true },
                "by" => mark with { Source = Enum.Parse<MarkSource>(CaseLine.Take(words), ignoreCase: true) },
                _ => throw new FormatException($"'{word}' is no word of a mark."),
            };
        }

        return mark;
    }

    /// <summary>A value, and after a slash the one at reference oxygen.</summary>
    static Mark Sampled(Mark mark, SamplePurpose purpose, MarkSource source, string text)
    {
        Exact[] values =
            [.. text.Split('/').Select(value => Exact.From(decimal.Parse(value, CultureInfo.InvariantCulture)))];
        return mark with
        {
            Source = source,
            Sample = new ManualSample(purpose, values[0], values.ElementAtOrDefault(1), "HJ 57-2017"),
        };
    }
}
