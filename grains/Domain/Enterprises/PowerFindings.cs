using System.Globalization;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>Words the findings that the use of electricity grounds.</summary>
/// <param name="twin">The enterprise.</param>
/// <param name="policy">That is judged by.</param>
/// <param name="now">
/// When it is judged. What goes on while its day runs is told once; on a day that is over all that is known is said at once.
/// </param>
sealed class PowerFindings(TwinName twin, Policy policy, BeijingTime now)
{
    public const string LagRule = "electricity.lag";
    public const string IdlingRule = "electricity.idling";
    public const string NightRule = "electricity.night";
    public const string OrderRule = "electricity.order";
    public const string EmissionRule = "electricity.order.emission";

    const string Beside = " beside ";

    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public ElectricityPolicy Policy => policy.Electricity;

    /// <summary>
    /// While it goes on its window is as long as it takes to be found, so that it is told once, until its day is over. The
    /// figure is the whole length, also of what lasted before midnight and was found on the eve.
    /// </summary>
    public Finding Lag(DeviceRelation relation, EnterpriseDay page, BeijingTime eve, DayLag lag, int allowed)
    {
        bool isSaid = lag.IsOver || now >= page.End;
        int told = isSaid ? lag.Minutes : allowed + 1;
        TreatmentLag rule = Policy.Lag;
        BeijingTime start = eve.AddSeconds(lag.First * BeijingTime.SecondsPerMinute);
        return new Finding
        {
            Twin = twin,
            Rule = LagRule,
            PolicyVersion = policy.Version,
            Factor = relation.Treatment.Factor,
            Subject = SubjectOf(relation),
            WindowStart = start,
            WindowEnd = start.AddSeconds(told * BeijingTime.SecondsPerMinute),
            State = FindingState.Raised,
            Standing = StandingOf(page),
            HasEnded = lag.IsOver,
            Level = rule.Level,
            Class = rule.Class,
            Value = isSaid ? lag.Whole : Exact.None,
            Limit = allowed,
            Reason = LagReason(relation, eve, lag, allowed, isSaid),
            Clause = rule.Clause,
            Figures =
            [
                .. lag.Before > 0 ? (FindingFigure[])[new("minutes before midnight", lag.Before, "min")] : [],
                .. lag.Before > 0 && isSaid ? (FindingFigure[])[new("minutes on the day", lag.Minutes, "min")] : [],
                new(
                    relation.AllowedMinutes is null ? "electricity.lag.allowedMinutes" : "allowed by the relation",
                    allowed, "min"),
                new("electricity.onAbove", Policy.OnAbove),
                new("electricity.holdMinutes", Policy.HoldMinutes, "min"),
            ],
        };
    }

    static string LagReason(DeviceRelation relation, BeijingTime eve, DayLag lag, int allowed, bool isSaid)
    {
        string beside = $"while {relation.Production} is on{(isSaid && !lag.IsOver ? ", as far as is known" : "")}";
        return (lag.Before > 0, isSaid) switch
        {
            (false, true) => string.Create(
                Plain, $"{relation.Treatment} off for {lag.Minutes} minutes {beside}; {allowed} allowed"),
            (false, false) => string.Create(
                Plain, $"{relation.Treatment} off for more than {allowed} minutes {beside}"),
            (true, true) => string.Create(
                Plain,
                $"{relation.Treatment} off for {lag.Words(eve)} {beside}, {lag.Minutes} of them behind midnight; {allowed} allowed"),
            (true, false) => string.Create(
                Plain,
                $"{relation.Treatment} off over midnight, {lag.Before} minutes before it and on, {beside}; {allowed} allowed"),
        };
    }

    public Finding Idling(
        DeviceRelation relation, EnterpriseDay page, int first, int hours, Exact mean, UsualDraw usual,
        LearningDays days, decimal share, bool isOver)
    {
        TreatmentIdling rule = Policy.Idling;
        BeijingTime start = page.Start.AddSeconds(first * BeijingTime.SecondsPerHour);
        bool isSaid = isOver || now >= page.End;
        int told = isSaid ? hours : 1;
        string until = isOver ? string.Create(Plain, $"; over after {hours} hours")
            : isSaid ? string.Create(Plain, $"; {hours} hours as far as is known")
            : "";
        return new Finding
        {
            Twin = twin,
            Rule = IdlingRule,
            PolicyVersion = policy.Version,
            Factor = relation.Treatment.Factor,
            Subject = SubjectOf(relation),
            WindowStart = start,
            WindowEnd = start.AddSeconds(told * BeijingTime.SecondsPerHour),
            State = FindingState.Raised,
            Standing = StandingOf(page),
            HasEnded = isOver,
            Level = rule.Level,
            Class = rule.Class,
            Value = mean,
            Limit = Exact.Computed(share * usual.Baseline),
            Reason = string.Create(
                Plain,
                $"{relation.Treatment} hour mean {mean} < {share} x baseline {usual.Baseline:0.####} while "
                + $"{relation.Production} is on{until}{days.Words}{usual.Words}"),
            Clause = rule.Clause,
            Figures =
            [
                new("baseline", usual.Baseline),
                new(relation.IdleShare.HasValue ? "share of the relation" : "electricity.idling.share", share),
                new("electricity.baseline.days", Policy.Baseline.Days, "d"),
                new("electricity.baseline.reachDays", Policy.Baseline.ReachDays, "d"),
                new("electricity.onAbove", Policy.OnAbove),
            ],
        };
    }

    public Finding Night(DeviceId device, EnterpriseDay page, NightAgainstDay use, bool isWhole)
    {
        NightUse rule = Policy.Night;
        return new Finding
        {
            Twin = twin,
            Rule = NightRule,
            PolicyVersion = policy.Version,
            Factor = device.Factor,
            Subject = SubjectOf(device),
            WindowStart = page.Start,
            WindowEnd = page.End,
            State = FindingState.Raised,
            Standing = StandingOf(page),
            HasEnded = isWhole,
            Level = rule.Level,
            Class = rule.Class,
            Value = Exact.Computed(use.Night),
            Limit = Exact.Computed(rule.Ratio * use.Day),
            Reason = string.Create(
                Plain, $"{device} by night {use.Night:0.####} > {rule.Ratio} x {use.Day:0.####} by day"),
            Clause = rule.Clause,
            Figures =
            [
                new("night", use.Night),
                new("day", use.Day),
                new("electricity.night.ratio", rule.Ratio),
                new("electricity.night.fromHour", rule.FromHour, "h"),
                new("electricity.night.toHour", rule.ToHour, "h"),
                new("electricity.night.coverage", rule.Coverage),
            ],
        };
    }

    public Finding Order(EmergencyOrder order, EnterpriseDay page, OrderMeasure measure, OrderedUse use, OrderVerdict verdict)
    {
        EmergencyCut rule = Policy.Order;
        BeijingTime to = order.To < page.End ? order.To : page.End;
        BeijingTime from = order.From > page.Start ? order.From : page.Start;
        bool isWhole = page.IsSettled || use.Hours >= DeviceDay.WholeHours(from, to);
        return new Finding
        {
            Twin = twin,
            Rule = measure.Rule,
            PolicyVersion = policy.Version,
            Factor = measure.Factor,
            Subject = order.Subject,
            WindowStart = from,
            WindowEnd = to,
            State = FindingState.Raised,
            Standing = StandingOf(page),
            HasEnded = isWhole,
            Level = rule.Level,
            Class = rule.Class,
            Value = Exact.Computed(use.Observed),
            Limit = Exact.Computed(verdict.Allowed),
            Reason = measure.Stood(order, use, verdict, ">", rule),
            Clause = measure.Clause,
            Figures =
            [
                new("observed", use.Observed),
                new("baseline", use.Usual),
                new("cut", order.Cut),
                new("hours", use.Hours, "h"),
                new("electricity.order.tolerance", rule.Tolerance),
            ],
        };
    }

    /// <summary>The subject of findings on a pair of devices.</summary>
    public static string SubjectOf(DeviceRelation relation) => $"{relation.Treatment}{Beside}{relation.Production}";

    /// <summary>The treatment device of such a finding.</summary>
    public static DeviceId TreatmentOf(Finding finding) =>
        DeviceId.Parse(finding.Subject[..finding.Subject.IndexOf(Beside, StringComparison.Ordinal)]);

    /// <summary>The subject of findings on one device, which its code alone does not name beside other meters.</summary>
    public static string SubjectOf(DeviceId device) => device.ToString();

    public static Finding Withdrawn(Finding former) => former with
    {
        State = FindingState.Withdrawn,
        Reason = former.Rule switch
        {
            LagRule => $"{former.Factor} not off too long beside production after later data",
            IdlingRule => $"{former.Factor} does not idle after later data",
            NightRule => $"{former.Factor} does not use more by night after later data",
            _ => "the order is kept, or was taken back",
        },
    };

    /// <summary>What is over may still be revised by data of the day until the day is settled.</summary>
    static FindingStanding StandingOf(EnterpriseDay page) =>
        page.IsSettled ? FindingStanding.Final : FindingStanding.Provisional;
}
