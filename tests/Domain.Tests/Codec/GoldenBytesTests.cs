using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Codec;

/// <summary>
/// The bytes of journal entries, format 1. They are evidence: a change that breaks one of these needs a new format beside
/// the old one, never another expectation here.
/// </summary>
public sealed class GoldenBytesTests
{
    [Fact]
    public void Tick() => Hex(new Ticked(Time.BeijingTime.Of(2026, 7, 20, 12))).ShouldBe("@tick");

    [Fact]
    public void Observed() => Hex(new Observed(Golden.Observation)).ShouldBe("@observed");

    [Theory]
    [InlineData(0, "@b0")]
    [InlineData(1, "@b1")]
    [InlineData(2, "@b2")]
    [InlineData(3, "@b3")]
    [InlineData(4, "@b4")]
    [InlineData(5, "@b5")]
    public void Signalled(int body, string bytes) => Hex(Golden.Signalled(Golden.Bodies[body])).ShouldBe(bytes);

    [Theory]
    [InlineData(0, "@r0")]
    [InlineData(1, "@r1")]
    [InlineData(2, "@r2")]
    [InlineData(3, "@r3")]
    [InlineData(4, "@r4")]
    public void Registered(int record, string bytes) => Hex(new Registered(Golden.Records[record])).ShouldBe(bytes);

    static string Hex(EntryBody body) => Convert.ToHexString(EntryCodecTests.BytesOf(body));
}
