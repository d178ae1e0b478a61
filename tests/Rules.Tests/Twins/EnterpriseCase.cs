using System.Globalization;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>
/// An enterprise whose press (d20401) must not run without its filter (d30401). Registered: <c>relation</c>, the minutes
/// and share of it; or <c>relations</c>, all of them, as a registry file has them with a blank between. Lines:
/// <c>hour d20401=100</c>, a mean of a device, or of an outlet's flow (<c>hour a00000=100</c>);
/// <c>power d20401 on 11-60</c>, the minutes of an hour from 0 in which a device was on, off in all others; <c>order 7 cut=0.3 until 2026-03-01 20:00</c>, then perhaps
/// <c>lifted</c>; <c>relation 60</c>, the minutes and share that are registered
/// from then on; <c>finding limit.day a21026 from MN2</c>, what an outlet tells, then perhaps a class or
/// <c>withdrawn</c>; <c>stands warning from MN2</c>, its level; <c>acknowledge li</c>.
/// </summary>
/// <remarks>
/// Shows: <c>violations</c> and <c>exceedance days</c> in month, quarter and 30 days; <c>class</c>, the gravest;
/// <c>serious points</c>, <c>low transmission</c>, <c>listing</c>, <c>acknowledged</c>.
/// </remarks>
sealed class EnterpriseCase : CaseTwin<EnterpriseState>
{
    int _told;

    public EnterpriseCase(RuleCase rule, Policy policy)
        : base(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), policy)
    {
        string relation = rule.Registered.GetValueOrDefault("relation", "");
        string relations = rule.Registered.GetValueOrDefault("relations", $"MN1-44:d20401>MN1-44:d30401>{relation}");
        Register(relations, BeijingTime.Of(2020, 1, 1));
    }

    public override void Take(CaseLine line)
    {
        switch (line.Kind)
        {
            case "hour":
                foreach (Reading reading in line.Readings)
                {
                    Tell(line, new MeanTold(
                        ObservationKind.Hour, reading.Factor, line.At, reading.Value, reading.Flag, IsReported: false));
                }

                break;
            case "power":
                Tell(line, new PowerTold(FactorCode.Parse(line.Words[0]), line.At, Minutes(line.Words)));
                break;
            case "relation":
                Register($"MN1-44:d20401>MN1-44:d30401>{line.Words[0]}", line.Arrival);
                break;
            case "order":
                Host.Feed(new Ordered(Order(line)), line.Arrival);
                break;
            case "finding":
                Tell(line, new FindingTold(FindingOf(line)));
                break;
            case "stands":
                Tell(line, new StatusChanged(
                    line.From, Enum.Parse<EscalationLevel>(line.Words[0], ignoreCase: true), LinkState.Online, "",
                    Location: null, line.At));
                break;
            case "acknowledge":
                Host.Feed(new Acknowledged(line.Words[0], line.At, ""), line.Arrival);
                break;
            default:
                throw new FormatException($"An enterprise does not take '{line.Kind}'.");
        }
    }

    public override string Shows(string what)
    {
        var status = (EnterpriseStatus)Status;
        SupervisionStatus counts = status.Supervision;
        return what switch
        {
            "violations" => $"{counts.ViolationsInMonth} {counts.ViolationsInQuarter} {counts.ViolationsIn30}",
            "exceedance days" =>
                $"{status.ExceedanceDaysInMonth} {status.ExceedanceDaysInQuarter} {status.ExceedanceDaysIn30}",
            "class" => counts.Class?.ToString() ?? "none",
            "serious points" => $"{counts.SeriousPoints}",
            "low transmission" => $"{counts.LowTransmission}",
            "listing" => counts.MeetsListing ? "met" : "not met",
            "acknowledged" => status.Acknowledged?.By ?? "nobody",
            _ => base.Shows(what),
        };
    }

    void Register(string relations, BeijingTime arrival) =>
        Host.Feed(
            new Registered(new EnterpriseRecord
            {
                Id = EnterpriseId.Parse("E1"),
                Name = "钢铁一厂",
                Industry = "C31",
                Region = RegionCode.Parse("130109"),
                Relations = [.. relations.Split(' ').Select(DeviceRelation.Parse)],
            }),
            arrival);

    /// <summary>On a month by the supervision's rules, on an hour by the hourly limit, else on a day.</summary>
    static Finding FindingOf(CaseLine line)
    {
        string rule = line.Words[0];
        FactorCode factor = default;
        FindingClass findingClass = FindingClass.Lead;
        foreach (string word in line.Words.Skip(1).Where(word => word != "withdrawn"))
        {
            if (Enum.TryParse(word, ignoreCase: true, out FindingClass said))
                findingClass = said;
            else
                factor = FactorCode.Parse(word);
        }

        return new Finding
        {
            Twin = TwinName.Of(new PointId(line.From, "31")),
            Rule = rule,
            PolicyVersion = "national",
            Factor = factor,
            WindowStart = line.At,
            WindowEnd = rule switch
            {
                FindingRules.Hour => line.At.AddSeconds(BeijingTime.SecondsPerHour),
                FindingRules.Serious or FindingRules.Listing =>
                    BeijingTime.StartOf(BeijingTime.DayNumberOf(line.At.Date.AddMonths(1))),
                _ => line.At.AddSeconds(BeijingTime.SecondsPerDay),
            },
            State = line.Words.Contains("withdrawn") ? FindingState.Withdrawn : FindingState.Raised,
            Level = EscalationLevel.Exceeded,
            Reason = "",
            Class = findingClass,
        };
    }

    public static EmergencyOrder Order(CaseLine line)
    {
        List<string> words = [.. line.Words.Skip(1).Where(word => word is not ("until" or "lifted"))];
        return new EmergencyOrder
        {
            Number = line.Words[0],
            From = line.At,
            To = CaseLine.TakeTime(words),
            Cut = line.Readings[0].Value,
            IsLifted = line.Words.Contains("lifted"),
        };
    }

    static MinuteStates Minutes(IReadOnlyList<string> words)
    {
        string[] range = words.Count > 2 ? words[2].Split('-') : ["0", "0"];
        int from = int.Parse(range[0], CultureInfo.InvariantCulture);
        int to = int.Parse(range[1], CultureInfo.InvariantCulture);
        var minutes = default(MinuteStates);
        for (int minute = 0; minute < 60; minute++)
            minutes = minutes.With(1UL << minute, minute >= from && minute < to);
        return minutes;
    }

    /// <summary>Flue gas, waste water, or electricity.</summary>
    static string SystemOf(CaseLine line, SignalBody body) => body switch
    {
        MeanTold told when told.Factor.ToString()[0] == 'a' => "31",
        MeanTold told when told.Factor.ToString()[0] == 'w' => "32",
        _ => line.Kind is "finding" or "stands" ? "31" : "44",
    };

    void Tell(CaseLine line, SignalBody body) =>
        Host.Feed(
            new Signalled(new Signal
            {
                Source = TwinName.Of(new PointId(line.From, SystemOf(line, body))),
                SourceSequence = ++_told,
                Ordinal = 0,
                CausedAt = line.Arrival,
                Body = body,
            }),
            line.Arrival);
}
