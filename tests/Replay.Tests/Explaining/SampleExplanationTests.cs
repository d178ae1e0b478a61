using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using Qianliyan.Storage.Tests;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>Explanations of hours that the authority sampled by hand.</summary>
public sealed class SampleExplanationTests : IDisposable
{
    readonly TemporaryStore _store = new();
    readonly StoredTwins _twins;

    public SampleExplanationTests() => _twins = new StoredTwins(_store.Journal);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_hour_that_a_sample_decides_shows_both_values_and_the_sample_as_evidence()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 130);
        await _twins.Append(Point("MN1"), (new Marked(Sample(99)), Day.AddSeconds(60 * 3600L)));

        RuleAnswer answer = await Answer("MN1", 10);

        answer.Ground.ShouldBe(AnswerGround.Complies);
        answer.Why.ShouldBe("the mean 99 as measured by a sample taken by hand < limit 100: by 1 not over it");
        answer.Figures.ShouldContain(figure => figure.Name == "mean sampled by hand" && figure.Value == Exact.From(99m));
        answer.Figures.ShouldContain(
            figure => figure.Name == "mean measured automatically" && figure.Value == Exact.From(130m));
    }

    [Fact]
    public async Task The_sample_is_among_the_entries_behind_the_answer()
    {
        await _twins.Register("MN1", hourLimit: 100);
        await _twins.Hour("MN1", 10, 80);
        await _twins.Append(Point("MN1"), (new Marked(Sample(101)), Day.AddSeconds(60 * 3600L)));

        ExplainedAnswer told = await Told("MN1", 10);

        told.Answer.Ground.ShouldBe(AnswerGround.Found);
        told.Finding!.Reason.ShouldStartWith("a21026 hour mean 101 as measured by a sample of the authority > 100");
        told.Evidence.ShouldContain(entry => entry.Says == "ManualMonitoring 101, HJ 57-2017, by li: site visit");
    }

    static Mark Sample(decimal value) => new()
    {
        Id = "s1",
        Code = MarkCode.ManualMonitoring,
        Factor = So2,
        Start = Day.AddSeconds(10 * 3600L + 600),
        End = Day.AddSeconds(10 * 3600L + 3000),
        Source = MarkSource.Bureau,
        Author = "li",
        Reason = "site visit",
        Sample = new ManualSample(SamplePurpose.Enforcement, Exact.From(value), default, "HJ 57-2017"),
    };

    async Task<RuleAnswer> Answer(string mn, int hour) => (await Told(mn, hour)).Answer;

    async Task<ExplainedAnswer> Told(string mn, int hour)
    {
        var question = new RuleQuestion("limit.hour", So2, Day.AddSeconds(hour * 3600L), IsOfHour: true);
        PolicyBook book = PolicyBook.Empty.With(Issue("one"));
        RuleExplanation? told = await new RuleExplanations(_store.Journal)
            .Ask(Point(mn), question, default, book, TestContext.Current.CancellationToken);
        return told.ShouldNotBeNull().Answers.ShouldHaveSingleItem();
    }
}
