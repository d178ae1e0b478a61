using CsCheck;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Marks;

public sealed class ManualSampleTests
{
    static readonly BeijingTime Start = BeijingTime.Of(2026, 3, 10, 10);

    static readonly Mark Good = new()
    {
        Id = "s1",
        Code = MarkCode.ManualMonitoring,
        Factor = FactorCode.Parse("a21026"),
        Start = Start,
        End = Start.AddSeconds(3600),
        Source = MarkSource.Bureau,
        Author = "li",
        Reason = "site visit",
        Sample = new ManualSample(SamplePurpose.Enforcement, Exact.From(101m), default, "HJ 57-2017"),
    };

    [Fact]
    public void A_sample_of_the_authority_is_taken() => Good.Problem().ShouldBeNull();

    [Fact]
    public void A_sample_needs_a_factor_an_end_a_value_and_its_code()
    {
        (Good with { Factor = default }).Problem().ShouldBe("Factor of mark s1 is empty: a sample is of one pollutant.");
        (Good with { End = default }).Problem().ShouldStartWith("End of mark s1 is not set");
        (Good with { Code = MarkCode.LinkLost }).Problem().ShouldBe(
            "Sample of mark s1: only 手工监测 has one, not 通讯中断.");
        (Good with { Sample = Good.Sample! with { Value = default } }).Problem().ShouldBe(
            "Value of the sample of mark s1 is not set.");
        (Good with { Sample = Good.Sample! with { Purpose = SamplePurpose.None } }).Problem().ShouldBe(
            "Purpose 0 of the sample of mark s1 is unknown.");
    }

    [Fact]
    public void The_plant_does_not_sample_for_enforcement()
    {
        (Good with { Source = MarkSource.Enterprise }).Problem().ShouldNotBeNull().ShouldContain("not the bureau");
        (Good with
        {
            Source = MarkSource.Enterprise,
            Sample = Good.Sample! with { Purpose = SamplePurpose.SelfMonitoring },
        }).Problem().ShouldBeNull();
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void A_sample_is_taken_over_31_days_at_most(int days, bool isTaken) =>
        (Good with { End = Start.AddSeconds(days * 86_400L) }).Problem().ShouldBe(
            isTaken ? null : $"End {Start.AddSeconds(days * 86_400L)} of mark s1 is more than 31 days after the start {Start} of the sample.");

    [Fact]
    public void Any_sample_is_read_as_it_was_written() =>
        Gen.Select(Gen.Long[-99_999, 99_999], Gen.Int[0, 6], Gen.Bool, Gen.Bool, Gen.Bool).Sample(
            (mantissa, scale, isConverted, isDeleted, hasSample) =>
            {
                Exact.TryCreate(mantissa, scale, out Exact value).ShouldBeTrue();
                Mark mark = Good with
                {
                    IsDeleted = isDeleted,
                    Sample = hasSample
                        ? Good.Sample! with { Value = value, Converted = isConverted ? value : default }
                        : null,
                };
                var writer = new EntryWriter();
                MarkCodec.Write(writer, mark);
                var reader = new EntryReader(writer.Written.Span);
                MarkCodec.Read(ref reader).ShouldBe(mark);
            });

    [Fact]
    public void A_mark_with_parts_of_a_later_version_is_refused()
    {
        var writer = new EntryWriter();
        MarkCodec.Write(writer, Good with { Sample = null });
        byte[] bytes = writer.Written.ToArray();
        bytes[^1] = 4;

        Should.Throw<InvalidDataException>(() =>
        {
            var reader = new EntryReader(bytes);
            return MarkCodec.Read(ref reader);
        }).Message.ShouldBe("Mark s1 has parts 4 that this version does not know.");
    }
}
