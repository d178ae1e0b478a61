using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;

namespace Qianliyan.Domain.Tests.Points;

public sealed class ManualHoursTests
{
    static readonly MeanCell Sample = new()
    {
        Value = 101m,
        Flag = DataFlag.Manual,
        Purpose = SamplePurpose.Enforcement,
        FirstEntry = 3,
        LastEntry = 4,
    };

    static ManualHours At(int hour, MeanCell mean, bool prevails = true)
    {
        var manual = new ManualHours();
        manual.Put(hour, in mean, prevails);
        return manual;
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_sample_counts_where_no_automatic_mean_does_and_beside_one_only_if_it_prevails(
        bool prevails, bool countsBeside)
    {
        ManualHours manual = At(10, Sample, prevails);
        manual.Counts(10, isAutomaticValid: false).ShouldBeTrue();
        manual.Counts(10, isAutomaticValid: true).ShouldBe(countsBeside);
        (manual.AnyPrevails, manual.Prevails(10)).ShouldBe((prevails, prevails));
    }

    [Fact]
    public void Hours_without_a_sample_or_with_one_that_does_not_count_count_nothing()
    {
        ManualHours manual = At(10, Sample with { Cause = VoidCause.Implausible }, prevails: false);
        manual.Counts(10, isAutomaticValid: false).ShouldBeFalse();
        manual.Counts(9, isAutomaticValid: false).ShouldBeFalse();
        manual.Put(23, Sample, prevails: true);
        manual.Sampled.ShouldBe(1u << 10 | 1u << 23);
        (manual.Prevails(10), manual.Prevails(22), manual.Prevails(23)).ShouldBe((false, false, true));
    }

    public static TheoryData<string, bool> Others => new()
    {
        { "the same", true },
        { "value", false },
        { "purpose", false },
        { "cause", false },
        { "first entry", false },
        { "last entry", false },
        { "prevails", false },
        { "none", false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void An_hour_says_the_same_when_nothing_of_it_differs(string what, bool isSame)
    {
        ManualHours? other = what switch
        {
            "value" => At(10, Sample with { Value = 100m }),
            "purpose" => At(10, Sample with { Purpose = SamplePurpose.SelfMonitoring }),
            "cause" => At(10, Sample with { Cause = VoidCause.NotConverted }),
            "first entry" => At(10, Sample with { FirstEntry = 2 }),
            "last entry" => At(10, Sample with { LastEntry = 5 }),
            "prevails" => At(10, Sample, prevails: false),
            "none" => null,
            _ => At(10, Sample),
        };
        ManualHours.IsSame(At(10, Sample), other, 10).ShouldBe(isSame);
        ManualHours.IsSame(other, At(10, Sample), 10).ShouldBe(isSame);
        ManualHours.IsSame(At(10, Sample), other, 11).ShouldBeTrue();
    }

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        ManualHours manual = At(0, Sample);
        manual.Put(23, Sample with { Value = 99m, Purpose = SamplePurpose.SelfMonitoring }, prevails: false);
        var writer = new EntryWriter();
        manual.Write(writer);
        var reader = new EntryReader(writer.ToArray());
        ManualHours read = ManualHours.Read(ref reader);

        reader.AtEnd.ShouldBeTrue();
        read.Sampled.ShouldBe(1u | 1u << 23);
        for (int hour = 0; hour < 24; hour++)
            ManualHours.IsSame(read, manual, hour).ShouldBeTrue();
    }
}
