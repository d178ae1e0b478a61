using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Findings;

public sealed class FindingIdTests
{
    static readonly Finding Lag = new()
    {
        Twin = TwinName.Of(EnterpriseId.Parse("E1")),
        Rule = "electricity.lag",
        PolicyVersion = "national",
        Factor = FactorCode.Parse("d30401"),
        WindowStart = BeijingTime.Of(2026, 3, 10),
        WindowEnd = BeijingTime.Of(2026, 3, 11),
        State = FindingState.Raised,
        Level = EscalationLevel.Warning,
        Class = FindingClass.During,
        Reason = "off",
        LegalBasis = "article",
    };

    [Theory]
    [InlineData("d30401", "", "enterprises/E1:electricity.lag:d30401:1773072000")]
    [InlineData("d30401", "order 7", "enterprises/E1:electricity.lag:d30401:1773072000:order 7")]
    [InlineData("", "order 7", "enterprises/E1:electricity.lag:1773072000:order 7")]
    [InlineData("", "", "enterprises/E1:electricity.lag:1773072000")]
    public void A_subject_is_the_end_of_the_id_where_there_is_one(string factor, string subject, string id) =>
        (Lag with { Factor = factor.Length == 0 ? default : FactorCode.Parse(factor), Subject = subject })
            .Id.ShouldBe(id);

    [Theory]
    [InlineData("")]
    [InlineData("MN1-44:d30401 beside MN1-44:d20401")]
    public void A_subject_is_read_back(string subject)
    {
        Finding finding = Lag with { Subject = subject, Figures = [new FindingFigure("allowed", 10m, "min")] };

        var reader = new EntryReader(Bytes(finding));

        FindingCodec.Read(ref reader).ShouldBe(finding);
        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void A_finding_without_subject_has_the_bytes_that_it_had_before_there_were_any() =>
        Convert.ToHexString(Bytes(Lag)).ShouldBe(
            "0F656E7465727072697365732F453110656C6563747269636974792E6C6167096E6174696F6E616C0664333034303180BAF79A0D"
            + "8080829B0D01020000046F66660000000001030861727469636C6500");

    static byte[] Bytes(Finding finding)
    {
        var writer = new EntryWriter();
        FindingCodec.Write(writer, finding);
        return writer.ToArray();
    }
}
