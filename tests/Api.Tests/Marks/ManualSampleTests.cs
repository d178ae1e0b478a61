using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Marks;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Tests.Marks;

/// <summary>Marks of manual monitoring (手工监测), which carry what was measured.</summary>
public sealed class ManualSampleTests
{
    const string Point = "points/MN0001-31";

    readonly FakeGrains _grains = new();
    readonly MarkService _service;

    public ManualSampleTests()
    {
        _grains.Show(Given.Status(Given.Point(1), 1));
        var time = new FakeTimeProvider(BeijingTime.Of(2026, 3, 2, 10).ToDateTimeOffset());
        _service = new MarkService(
            new Marking(_grains, Given.LiveTwins(_grains), time), new CallGuard(NullLogger<CallGuard>.Instance));
    }

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
        { "mark.start_time", With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(367), DaysAgo(366))) },
        { "mark.factor", With(mark => mark.Factor = "") },
        { "mark.end_time", With(mark => mark.EndTime = null) },
        { "mark.end_time", With(mark => mark.EndTime = At(12)) },
        { "mark.end_time", With(mark => mark.StartTime = Timestamp.FromDateTimeOffset(
            BeijingTime.Of(2026, 1, 1).ToDateTimeOffset())) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_sample_is_refused_with_the_field_named(string field, V1.Mark mark)
    {
        RpcException refused = await Should.ThrowAsync<RpcException>(() => Create(mark, Point));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field.ShouldBe(field);
        _grains[Given.Point(1)].Marks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sample_comes_back_with_every_digit_that_was_said()
    {
        V1.Mark made = await Create(With(_ => { }), Point);

        made.Sample.ShouldBe(With(_ => { }).Sample);
        _grains[Given.Point(1)].Marks.ShouldHaveSingleItem().Mark.Sample.ShouldBe(
            new ManualSample(SamplePurpose.Enforcement, Exact.From(82.50m), Exact.From(101m), "HJ 57-2017"));
    }

    [Theory]
    [InlineData("a21026", "0")]
    [InlineData("w01010", "-0.5")]
    [InlineData("a01012", "-12")]
    public async Task Zero_is_sampled_and_a_temperature_may_be_below_it(string factor, string value)
    {
        V1.Mark made = await Create(
            With(mark => (mark.Factor, mark.Sample.Value, mark.Sample.ConvertedValue) = (factor, value, "")), Point);

        made.Sample.Value.ShouldBe(value);
    }

    [Fact]
    public async Task A_factor_that_the_equipment_omits_is_sampled_by_hand()
    {
        _grains.Show(Given.PointStatus(Given.Point(1), 1) with
        {
            Factors = [new FactorStatus { Factor = FactorCode.Parse("a34013") }],
        });

        (await Create(With(_ => { }), Point)).Factor.ShouldBe("a21026");
    }

    [Fact]
    public async Task A_sample_of_366_days_ago_still_has_effect() =>
        (await Create(With(mark => (mark.StartTime, mark.EndTime) = (DaysAgo(366), DaysAgo(365))), Point))
            .StartTime.ShouldBe(DaysAgo(366));

    [Fact]
    public async Task The_enterprise_does_not_take_an_enforcement_sample_back()
    {
        await Create(With(_ => { }), Point);
        var delete = new V1.DeleteMarkRequest
        {
            Name = $"{Point}/marks/s1", Source = V1.MarkSource.Enterprise, Author = "wang", Reason = "wrong",
        };

        RpcException refused = await Should.ThrowAsync<RpcException>(
            () => _service.DeleteMark(delete, new FakeCall(TestContext.Current.CancellationToken)));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        refused.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Single().Field.ShouldBe("source");
        _grains[Given.Point(1)].Marks.ShouldHaveSingleItem();
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

    static Timestamp At(int hour) =>
        Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, 2, hour).ToDateTimeOffset());

    static Timestamp DaysAgo(int days) =>
        Timestamp.FromDateTimeOffset(BeijingTime.Of(2026, 3, 2, 6).ToDateTimeOffset().AddDays(-days));

    Task<V1.Mark> Create(V1.Mark mark, string parent) => _service.CreateMark(
        new V1.CreateMarkRequest { Parent = parent, Mark = mark, MarkId = "s1" },
        new FakeCall(TestContext.Current.CancellationToken));
}
