using Qianliyan.Domain.Measurements;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Hj212.Tests;

public sealed class ExplanationTests
{
    [Fact]
    public void A_frame_is_explained_field_by_field_and_secrets_are_masked()
    {
        FrameExplanation explanation = FrameExplanation.Of(Given.Frame(
            "QN=20240601012031000;ST=31;CN=2011;PW=s3cret;MN=MP1;Flag=5;CP=&&DataTime=20240601012030;02-Rtd=12.3,02-Flag=D;NewPW=t0psec&&"));

        explanation.Verdict.ShouldBe(FrameVerdict.Accepted);
        explanation.Deviations.ShouldBe(["Mn not standard", "Old factor code"], ignoreOrder: true);
        Of("PW").Raw.ShouldBe("******");
        Of("NewPW").Raw.ShouldBe("******");
        Of("02-Rtd").Meaning.ShouldBe("二氧化硫 SO2: 实时值 real-time value, mg/m³ by default");
        Of("02-Rtd").Remark.ShouldBe("code of 2005, now a21026");
        Of("02-Flag").Meaning.ShouldBe("二氧化硫 SO2: 故障 fault");
        Of("Flag").Meaning.ShouldBe("HJ 212-2017, answer wanted");
        Of("CN").Meaning.ShouldBe("实时数据 real-time data");
        Of("DataTime").Meaning.ShouldContain("2024-06-01T01:20:30+08:00");
        string.Concat(explanation.Fields).ShouldNotContain("s3cret");
        string.Concat(explanation.Fields).ShouldNotContain("t0psec");

        ExplainedField Of(string name) => explanation.Fields.Single(field => field.Field == name);
    }

    [Fact]
    public void A_wrong_checksum_is_shown_beside_the_right_one()
    {
        FrameExplanation explanation = FrameExplanation.Of(Corpus.Bytes(
            "##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C08"));

        explanation.Reason.ShouldBe("CRC 1C08 given, 1C80 computed");
        ExplainedField crc = explanation.Fields.Single(field => field.Field == "CRC");
        (crc.Raw, crc.Meaning, crc.Remark).ShouldBe(("1C08", "computed 1C80", "wrong"));
    }

    [Theory]
    [InlineData("##0101QN=1;PW=100000;MN=A;CP=&&NewPW=654321&&1C80", "##0101QN=1;PW=******;MN=A;CP=&&NewPW=******&&1C80")]
    [InlineData("PW=1234", "PW=******")]
    [InlineData("x;pw =12;NewSK=abc,z=1", "x;pw =******;NewSK=******,z=1")]
    [InlineData("PW=12,34;MN=A", "PW=******;MN=A")]
    [InlineData("PW=12,MN=A", "PW=******,MN=A")]
    [InlineData("MN=A PW=12;Flag=5", "MN=A PW=******;Flag=5")]
    [InlineData("W=1234;MN=A;Flag=5", "******;MN=A;Flag=5")]
    [InlineData("34;MN=A;Flag=5", "******;MN=A;Flag=5")]
    [InlineData("CN=2011;MN=A", "CN=2011;MN=A")]
    [InlineData("##0040;MN=A", "##0040;MN=A")]
    [InlineData("garbage", "garbage")]
    [InlineData("", "")]
    public void Secrets_are_masked_in_any_bytes(string frame, string shown) =>
        Given.Text(Redaction.MaskSecrets(Corpus.Bytes(frame))).ShouldBe(shown);

    [Theory]
    [InlineData("##0139ST=31;CN=2011;PW=s3cr3t9876\r\n")]
    [InlineData("##0139ST=31;CN=2011;PW=s3cr3twxyz")]
    [InlineData("##0139ST=31;CN=1072;MN=A;CP=&&NewPW=s3cr3t9876")]
    public void A_frame_that_breaks_off_inside_a_password_shows_no_part_of_it_as_a_checksum(string frame)
    {
        FrameExplanation explanation = FrameExplanation.Of(Corpus.Bytes(frame));

        explanation.Verdict.ShouldBe(FrameVerdict.Malformed);
        string shown = explanation.Reason + string.Concat(explanation.Fields);
        shown.ShouldNotContain("s3cr3t");
        shown.ShouldNotContain("9876");
        shown.ShouldNotContain("wxyz");
    }

    [Fact]
    public void A_password_that_a_missing_separator_puts_into_another_field_is_masked_there()
    {
        FrameExplanation explanation = FrameExplanation.Of(
            Given.Frame("QN=20240601012031000;ST=31;CN=2011;MN=MP1 PW=s3cret;CP=&&&&"));

        explanation.Fields.Single(field => field.Field == "MN").Raw.ShouldBe("MP1 PW=******");
    }

    [Fact]
    public void The_code_table_holds_the_standards_rows()
    {
        FactorTable.All.Count.ShouldBe(378);
        FactorDefinition so2 = FactorTable.Find(FactorCode.Parse("a21026"))!;
        (so2.OldCode.ToString(), so2.EnglishName, so2.ChineseName, so2.Unit, so2.TotalUnit, so2.Format, so2.Table)
            .ShouldBe(("02", "SO2", "二氧化硫", "mg/m³", "kg", "N5.2", "B.2"));
        FactorTable.Find(FactorCode.Parse("g10203"))!.EnglishName.ShouldBe("booster fan current");
        FactorTable.Find(FactorCode.Parse("i33317"))!.ChineseName.ShouldBe("炉膛内上部焚烧温度");
        FactorTable.Find(FactorCode.Parse("zzz")).ShouldBeNull();
        FactorTable.All.ShouldAllBe(row => row.EnglishName.Length > 0 && row.ChineseName.Length > 0);
    }
}
