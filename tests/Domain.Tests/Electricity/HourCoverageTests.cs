using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Electricity;

public sealed class HourCoverageTests
{
    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new[] { 0 }, 16)]
    [InlineData(new[] { 59 }, 1)]
    [InlineData(new[] { 0, 1 }, 17)]
    [InlineData(new[] { 0, 15, 30, 45 }, 60)]
    [InlineData(new[] { 7, 22, 37, 52 }, 53)]
    [InlineData(new[] { 0, 30, 45 }, 46)]
    [InlineData(new[] { 0, 30 }, 32)]
    public void A_reading_stands_for_its_minute_and_fifteen_behind_it(int[] minutes, int covered) =>
        HourCoverage.Of(Read(minutes), holdMinutes: 15).ShouldBe(covered);

    [Theory]
    [InlineData(44, false)]
    [InlineData(45, true)]
    public void Forty_five_minutes_suffice(int minutes, bool suffices) =>
        HourCoverage.Suffices(Read([.. Enumerable.Range(60 - minutes, minutes)]), PolicyFile.National.Electricity)
            .ShouldBe(suffices);

    static ulong Read(int[] minutes) => minutes.Aggregate(0UL, (read, minute) => read | 1UL << minute);
}
