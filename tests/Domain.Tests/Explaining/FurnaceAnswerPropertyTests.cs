using CsCheck;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Explaining.Furnaces;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Explaining;

/// <summary>
/// Furnaces with three days of two pollutants, process data and marks that come in time and late, asked at any hour.
/// </summary>
public sealed class FurnaceAnswerPropertyTests
{
    static readonly IRuleAnswers<IncineratorState>[] Families =
    [
        new FurnaceDayLimitAnswers(), new FurnaceTemperatureAnswers(),
        new FurnaceBudgetAnswers(PolicyFile.National.Furnace.Budget.Year.Select(budget => budget.Name)),
        new FurnaceMaintenanceAnswers(), new FurnaceMonthAnswers(), new SubsidyRestoreAnswers(), new FurnaceMarkOrderAnswers(),
        new FurnaceContradictionAnswers(), new FurnaceInferenceAnswers(), new FurnaceSlotsNearAnswers(),
        new FurnacePaceAnswers(),
    ];

    static readonly MarkCode[] Codes =
    [
        MarkCode.Starting, MarkCode.Stopping, MarkCode.Cooling, MarkCode.Fault, MarkCode.Drying, MarkCode.Idle,
        MarkCode.CemsMaintenance,
    ];

    static readonly Gen<(EntryBody Body, BeijingTime At)> Marks =
        from code in Gen.Int[0, Codes.Length - 1].Select(index => Codes[index])
        from start in Gen.Int[-20, 70]
        from hours in Gen.Int[0, 50]
        from id in Gen.Int[0, 3]
        from revision in Gen.Int[1, 3]
        from deleted in Gen.Int[0, 5]
        from at in Gen.Int[0, 90]
        select ((EntryBody)new Marked(new Mark
        {
            Id = $"m{id}",
            Code = code,
            Start = Teller.At(start),
            End = hours == 0 ? default : Teller.At(start + hours),
            Source = MarkSource.Enterprise,
            Author = "plant",
            Revision = revision,
            IsDeleted = deleted == 0,
        }), Teller.At(at));

    static readonly Gen<(FoldHost<IncineratorState> Host, int Day)> Furnaces =
        from gas in Gen.Int[40, 140].Array[72]
        from dust in Gen.Int[5, 200].Array[72]
        from celsius in Gen.Int[0, 9].Select(kind => kind < 6 ? 845 + kind * 3 : 300 + kind * 50).Array[72]
        from feed in Gen.Int[-1, 1].Array[72]
        from oxygen in Gen.Int[17, 21].Array[72]
        from marks in Marks.Array[0, 6]
        from until in Gen.Int[12, 120]
        from moves in Teller.Moves
        from day in Gen.Int[-1, 5]
        select (Run(gas, dust, celsius, feed, oxygen, marks, until, moves), day);

    static FoldHost<IncineratorState> Run(
        int[] gas, int[] dust, int[] celsius, int[] feed, int[] oxygen, (EntryBody Body, BeijingTime At)[] marks,
        int until, int[] moves)
    {
        Teller point = Teller.Point("MN1");
        ConditionPolicy condition = PolicyFile.National.Furnace.Condition;
        var entries = new List<(EntryBody Body, BeijingTime At)>(marks);
        for (int hour = 0; hour < 72; hour++)
        {
            BeijingTime start = Teller.At(hour), over = Teller.At(hour + 1);
            entries.Add((point.Hour(Teller.So2, start, gas[hour]), over));
            entries.Add((point.Hour(PolicyFile.National.Furnace.Exempt.PmFactor, start, dust[hour]), over));
            entries.Add((point.Hour(condition.OxygenFactor, start, oxygen[hour]), over));
            entries.Add((FurnaceHost.Mean(point, hour % 24 * 12, celsius[hour], hour / 24), over));
            if (feed[hour] >= 0)
                entries.Add((point.Hour(condition.FeedFactor, start, feed[hour]), over));
        }

        entries.AddRange(Enumerable.Range(0, until + 1).Select(
            hour => ((EntryBody)new Ticked(Teller.At(hour)), Teller.At(hour))));
        var host = new FoldHost<IncineratorState>(new IncineratorFold(), FurnaceHost.Furnace, PolicyFile.National);
        int fed = 0;
        foreach ((EntryBody body, BeijingTime at) in entries.OrderBy(entry => entry.At).TakeWhile(entry => entry.At <= Teller.At(until)))
        {
            host.Feed(body, at);
            if (moves[fed++ % moves.Length] == 0)
                host.EvictAll();
        }

        return host;
    }

    static List<RuleAnswer> Ask(FoldHost<IncineratorState> host, RuleQuestion question)
    {
        var answers = new List<RuleAnswer>();
        foreach (IRuleAnswers<IncineratorState> family in Families.Where(family => family.Rules.Any(question.Asks)))
        {
            var pages = new List<PageId>();
            family.PagesFor(host.State, question, pages);
            pages.ForEach(host.Load);
            answers.AddRange(family.Answer(host.State, question, PolicyFile.National));
        }

        return answers;
    }

    static Finding[] InForce(FoldHost<IncineratorState> host) =>
    [
        .. host.Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
            .Where(finding => finding.State != FindingState.Withdrawn),
    ];

    [Fact]
    public void Every_finding_in_force_is_answered_with_found() => Furnaces.Sample(
        furnace =>
        {
            foreach (Finding finding in InForce(furnace.Host))
            {
                RuleAnswer answer = Ask(
                    furnace.Host, new RuleQuestion(finding.Rule, finding.Factor, finding.WindowStart, IsOfHour: false))
                    .ShouldHaveSingleItem();
                (answer.Ground, answer.WindowStart, answer.WindowEnd, answer.Clause, answer.WouldDiffer).ShouldBe(
                    (AnswerGround.Found, finding.WindowStart, finding.WindowEnd, finding.Clause, ""), finding.Id);
            }
        },
        iter: 60);

    [Fact]
    public void What_is_answered_with_found_is_in_force_and_all_else_says_what_would_differ() => Furnaces.Sample(
        furnace =>
        {
            Finding[] inForce = InForce(furnace.Host);
            foreach (RuleAnswer answer in Ask(
                furnace.Host, new RuleQuestion("", default, Teller.At(24 * furnace.Day), IsOfHour: false)))
            {
                bool isFound = inForce.Any(finding => finding.Rule == answer.Rule && finding.Factor == answer.Factor
                    && finding.WindowStart == answer.WindowStart);
                string said = $"{answer.Rule} {answer.Factor} {answer.Ground}: {answer.Why}";
                (answer.Ground == AnswerGround.Found).ShouldBe(isFound, said);
                answer.Ground.ShouldNotBe(AnswerGround.None);
                answer.Why.ShouldNotBeEmpty();
                (answer.WouldDiffer.Length > 0).ShouldBe(!isFound, said);
            }
        },
        iter: 60);

    [Fact]
    public void What_is_over_by_the_state_is_found_but_where_time_alone_decides() => Furnaces.Sample(
        furnace => Ask(furnace.Host, new RuleQuestion("", default, Teller.At(24 * furnace.Day), IsOfHour: false))
            .Where(answer => answer.Why.EndsWith("judged again with its next entry", StringComparison.Ordinal))
            .ShouldAllBe(answer => answer.Rule == "furnace.day.pace"),
        iter: 60);
}
