using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using static Qianliyan.Api.Tests.Marks.MarkHost;

namespace Qianliyan.Api.Tests.Marks;

/// <summary>Marks of manual monitoring (手工监测), which carry what was measured.</summary>
public sealed class ManualSampleTests : IDisposable
{
    readonly MarkHost _marks = new(Given.Point(1));

    public void Dispose() => _marks.Dispose();

    public static TheoryData<string, V1.Mark> Bad => new()
    {
        { "mark.sample", With(mark => mark.Sample = null) },
        { "mark.sample", With(mark => mark.Code = V1.MarkCode.CemsMaintenance) },
        { "mark.sample.value", With(mark => mark.Sample.Value = "") },
        { "mark.sample.value", With(mark => mark.Sample.Value = "1e3") },
        { "mark.sample.converted_value", With(mark => mark.Sample.ConvertedValue = "many") },
        { "mark.sample.purpose", With(mark => mark.Sample.Purpose = V1.SamplePurpose.Unspecified) },
        { "mark.sample.purpose", With(mark => mark.Source = V1.MarkSource.Enterprise) },
        { "mark.sample.method", With(mark => mark.Sample.Method = " ") },
        { "mark.sample.method", With(mark => mark.Sample.Method = new string('a', 201)) },
        { "mark.sample.method", With(mark => mark.Sample.Method = "HJ 57\r\n") },
        { "mark.sample.value", With(mark => mark.Sample.Value = "-0.1") },
        { "mark.sample.converted_value", With(mark => mark.Sample.ConvertedValue = "-1") },
        { "mark.sample.value", With(mark => (mark.Factor, mark.Sample.Value) = ("w01018", "-1")) },
        { "mark.start_time", With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(367, 6), DaysAgo(366, 6))) },
        { "mark.factor", With(mark => mark.Factor = "") },
        { "mark.end_time", With(mark => mark.EndTime = null) },
        { "mark.end_time", With(mark => mark.EndTime = At(12)) },
        { "mark.end_time", With(mark => mark.StartTime = DaysAgo(60, 0)) },
        { "mark.end_time", With(mark => mark.StartTime = DaysAgo(3, 7)) },
        { "mark.factor", With(mark => mark.Factor = "zz999") },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_sample_is_refused_with_the_field_named(string field, V1.Mark mark)
    {
        await Refused(_marks.Create(mark, "s1"), field);

        _marks.Marks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sample_comes_back_with_every_digit_that_was_said()
    {
        V1.Mark made = await _marks.Create(With(_ => { }), "s1");

        made.Sample.ShouldBe(With(_ => { }).Sample);
        _marks.Marks.ShouldHaveSingleItem().Mark.Sample.ShouldBe(
            new ManualSample(SamplePurpose.Enforcement, Exact.From(82.50m), Exact.From(101m), "HJ 57-2017"));
    }

    [Theory]
    [InlineData("a21026", "0")]
    [InlineData("w01010", "-0.5")]
    [InlineData("a01012", "-12")]
    public async Task Zero_is_sampled_and_a_temperature_may_be_below_it(string factor, string value)
    {
        V1.Mark made = await _marks.Create(
            With(mark => (mark.Factor, mark.Sample.Value, mark.Sample.ConvertedValue) = (factor, value, "")), "s1");

        made.Sample.Value.ShouldBe(value);
    }

    [Fact]
    public async Task A_sample_of_a_whole_day_is_taken_and_one_second_more_is_refused()
    {
        V1.Mark day = With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(1, 7), At(7)));
        await _marks.Create(day, "s1");
        day.EndTime.Seconds++;

        Grpc.Core.RpcException refused = await Should.ThrowAsync<Grpc.Core.RpcException>(() => _marks.Create(day, "s2"));

        refused.Status.Detail.ShouldContain("is more than 24 hours after start_time");
        refused.Status.Detail.ShouldContain("points.manual.longestHours");
    }

    [Fact]
    public async Task A_code_of_no_table_is_sampled_where_the_point_reports_it()
    {
        _marks.Grains.Show(Given.PointStatus(Given.Point(1), 1) with
        {
            Factors = [new FactorStatus { Factor = FactorCode.Parse("zz999") }],
        });

        (await _marks.Create(With(mark => mark.Factor = "zz999"), "s1")).Factor.ShouldBe("zz999");
    }

    [Fact]
    public async Task A_sample_of_the_authority_that_comes_late_counts_all_the_same()
    {
        V1.Mark made = await _marks.Create(
            With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(3, 6), DaysAgo(3, 7))), "s1");

        (made.Late, made.Notes.Single()).ShouldBe(
            (true, "came after 2026-02-28T12:00:00+08:00, the deadline for marks of 2026-02-27: it counts all the same"));
    }

    [Fact]
    public async Task A_factor_that_the_equipment_omits_is_sampled_by_hand()
    {
        _marks.Grains.Show(Given.PointStatus(Given.Point(1), 1) with
        {
            Factors = [new FactorStatus { Factor = FactorCode.Parse("a34013") }],
        });

        (await _marks.Create(With(_ => { }), "s1")).Factor.ShouldBe("a21026");
    }

    [Fact]
    public async Task A_sample_of_366_days_ago_still_has_effect() =>
        (await _marks.Create(With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(366, 6), DaysAgo(365, 6))), "s1"))
            .StartTime.ShouldBe(DaysAgo(366, 6));

    [Fact]
    public async Task The_enterprise_does_not_take_an_enforcement_sample_back()
    {
        await _marks.Create(With(_ => { }), "s1");
        var delete = new V1.DeleteMarkRequest
        {
            Name = $"{Given.Point(1)}/marks/s1",
            Source = V1.MarkSource.Enterprise,
            Author = "wang",
            Reason = "wrong",
            Revision = 1,
        };

        await Refused(_marks.Delete(delete), "source");

        _marks.Marks.ShouldHaveSingleItem();
    }

    static V1.Mark With(Action<V1.Mark> change)
    {
        var mark = new V1.Mark
        {
            Code = V1.MarkCode.ManualMonitoring,
            Factor = "a21026",
            StartTime = At(6),
            EndTime = At(7),
            Source = V1.MarkSource.Bureau,
            Author = "li",
            Reason = "site visit",
            Sample = new V1.ManualSample
            {
                Purpose = V1.SamplePurpose.Enforcement,
                Value = "82.50",
                ConvertedValue = "101",
                Method = "HJ 57-2017",
            },
        };
        change(mark);
        return mark;
    }
}
