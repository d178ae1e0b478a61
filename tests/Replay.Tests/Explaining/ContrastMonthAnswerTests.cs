using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>A fine cell that stands at 300 among neighbours at 90 in its high hours, and among its like else.</summary>
public sealed class ContrastMonthAnswerTests : IDisposable
{
    static readonly CellId Coarse = CellId.Parse("130100-3km-0123-0456");
    static readonly CellId Fine = Coarse.Children()[0];
    static readonly FactorCode Dust = FactorCode.Parse("a34004");
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));
    int _told;

    public ContrastMonthAnswerTests() => _twins = new StoredTwins(_store.Journal);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Nineteen_high_hours_of_a_month_are_one_short()
    {
        await High(hours: 19);

        ExplainedAnswer told = await One("a34004", Day);

        (told.Answer.Ground, told.Answer.Why, told.Answer.WouldDiffer).ShouldBe((
            AnswerGround.BelowThreshold,
            "a34004 clearly higher than its neighbours in 19 hours of the month, 20 are needed (03-10: 12, 03-11: 7)",
            "1 more high hour in the month"));
        (told.Answer.WindowStart, told.Answer.WindowEnd).ShouldBe((BeijingTime.Of(2026, 3, 1), BeijingTime.Of(2026, 4, 1)));
        string.Join("; ", told.Answer.Figures.Select(figure => $"{figure.Name} {figure.Value}")).ShouldBe(
            "high hours 19; contrast.monthHours 20");
        told.Answer.Clause.ShouldNotBeNull();
        told.Finding.ShouldBeNull();
    }

    [Fact]
    public async Task Twenty_are_found_and_the_answer_is_the_finding_in_force()
    {
        await High(hours: 20);

        ExplainedAnswer told = await One("a34004", Day);

        Finding finding = told.Finding.ShouldNotBeNull();
        (told.Answer.Ground, told.Answer.WouldDiffer).ShouldBe((AnswerGround.Found, ""));
        told.Answer.Why.ShouldBe($"{finding.Reason} (03-10: 12, 03-11: 8)");
        (finding.Value, finding.Limit).ShouldBe(((Exact)20m, (Exact)20m));
    }

    [Fact]
    public async Task The_answer_is_provisional_while_the_month_runs_and_stands_when_the_next_has_begun()
    {
        await High(hours: 1);

        (await One("a34004", Day)).Answer.ProvisionalUntil.ShouldBe(BeijingTime.Of(2026, 4, 1));

        BeijingTime april = BeijingTime.Of(2026, 4, 1);
        await _twins.Append(TwinName.Of(Coarse), (Told(Fine, april, 90), april.AddSeconds(3600)));

        (await One("a34004", Day)).Answer.ProvisionalUntil.IsSet.ShouldBeFalse();
    }

    [Fact]
    public async Task A_factor_that_is_not_compared_and_a_month_without_data_say_so()
    {
        await High(hours: 1);

        (await One("a21026", Day)).Answer.Ground.ShouldBe(AnswerGround.NotConcerned);
        (await One("a34004", BeijingTime.Of(2026, 4, 2))).Answer.Ground.ShouldBe(AnswerGround.NoData);
    }

    /// <summary>High hours in the first half of each day, and none in the other.</summary>
    async Task High(int hours)
    {
        CellId[] cells = Coarse.Children();
        var entries = new List<(EntryBody, BeijingTime)>();
        for (int hour = 0, high = 0; high < hours; hour++)
        {
            bool isHigh = hour % 24 < 12;
            high += isHigh ? 1 : 0;
            BeijingTime start = Day.AddSeconds(hour * 3600L);
            for (int i = 0; i < 8; i++)
                entries.Add((Told(cells[i], start, i == 0 && isHigh ? 300 : 90 + i), start.AddSeconds(3600)));
        }

        await _twins.Append(TwinName.Of(Coarse), [.. entries]);
    }

    Signalled Told(CellId cell, BeijingTime hour, decimal value) => new(new Signal
    {
        Source = TwinName.Of(cell),
        SourceSequence = ++_told,
        Ordinal = 0,
        CausedAt = Day,
        Body = new MeanTold(ObservationKind.Hour, Dust, hour, value, DataFlag.Normal, IsReported: false),
    });

    async Task<ExplainedAnswer> One(string factor, BeijingTime day)
    {
        var question = new RuleQuestion("cell.contrast.month", FactorCode.Parse(factor), day, IsOfHour: false);
        return (await new RuleExplanations(_store.Journal).Ask(TwinName.Of(Fine), question, default, _book, Token))
            .ShouldNotBeNull().Answers.ShouldHaveSingleItem();
    }
}
