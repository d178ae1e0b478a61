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
    [InlineData("garbage", "garbage")]
    [InlineData("", "")]
    public void Secrets_are_masked_in_any_bytes(string frame, string shown) =>
        Given.Text(Redaction.MaskSecrets(Corpus.Bytes(frame))).ShouldBe(shown);

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
