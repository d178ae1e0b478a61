using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>What stands beside the answers about a window: when it was judged, what else can be asked.</summary>
public sealed class AskedWindowTests : IDisposable
{
    static readonly FactorCode Dust = FactorCode.Parse("a34013");
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;
    readonly PolicyBook _book = PolicyBook.Empty.With(Issue("one"));

    public AskedWindowTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_answer_is_of_the_entry_that_decided_its_finding_or_that_last_judged_the_window()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 90);
        await _twins.Hour("MN1", 8, 50);

        ExplainedAnswer found = await One(So2, hour: 7);
        ExplainedAnswer none = await One(So2, hour: 8);

        found.Finding.ShouldNotBeNull();
        found.JudgedAtUnixMs.ShouldBe(At(8).AddSeconds(60).UnixSeconds * 1000);
        none.JudgedAtUnixMs.ShouldBe(At(9).AddSeconds(60).UnixSeconds * 1000);
    }

    [Fact]
    public async Task The_factors_are_told_that_the_entries_speak_of_whatever_was_asked()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Hour("MN1", 7, 90);
        var question = new RuleQuestion("supervision.serious", FactorCode.Parse("a99999"), At(7), IsOfHour: false);

        RuleExplanation told = await Ask(question);

        told.Factors.Select(factor => factor.ToString()).ShouldBe(["a21026"]);
    }

    [Fact]
    public async Task An_hour_that_no_limit_holds_for_would_need_an_hourly_one()
    {
        await _twins.Register("MN1", hourLimit: 80);
        await _twins.Append(Point("MN1"), (new Observed(new Observation
        {
            Kind = ObservationKind.Hour,
            DataTime = At(7),
            Readings = [new Reading { Factor = Dust, Value = 60, Flag = DataFlag.Normal }],
        }), At(8).AddSeconds(60)));

        (await One(Dust, hour: 7)).Answer.WouldDiffer.ShouldBe("an hourly limit below 60");
    }

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    async Task<RuleExplanation> Ask(RuleQuestion question) => (await new RuleExplanations(_store.Journal).Ask(
        Point("MN1"), question, asOf: default, _book, TestContext.Current.CancellationToken)).ShouldNotBeNull();

    async Task<ExplainedAnswer> One(FactorCode factor, int hour) =>
        (await Ask(new RuleQuestion("limit.hour", factor, At(hour), IsOfHour: true))).Answers.ShouldHaveSingleItem();
}
