using System.Text;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Hj212.Tests;

public sealed class DecoderTests
{
    [Fact]
    public void An_hour_frame_gives_all_values_of_a_factor_in_one_place()
    {
        Message message = Given.Decoded(
            "QN=20240601020001000;ST=31;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20240601010000;"
            + "a34013-Min=1.1,a34013-Avg=2.20,a34013-Max=3.3,a34013-ZsMin=1.2,a34013-ZsAvg=2.4,a34013-ZsMax=3.6,"
            + "a34013-Cou=0.24,a34013-Flag=N,a34013-EFlag=A01&&");

        message.Verdict.ShouldBe(FrameVerdict.Accepted);
        message.Deviations.ShouldBe(Deviations.None);
        message.DataTime.ShouldBe(BeijingTime.Of(2024, 6, 1, 1));
        message.AnswerWanted.ShouldBeTrue();
        message.Factors.Length.ShouldBe(1);
        FactorField particulate = message.Factor("a34013");
        particulate.Value.ToString().ShouldBe("2.20");
        (particulate.Min.Value, particulate.Max.Value).ShouldBe((1.1m, 3.3m));
        particulate.Converted.Value.ShouldBe(2.4m);
        (particulate.ConvertedMin.Value, particulate.ConvertedMax.Value).ShouldBe((1.2m, 3.6m));
        particulate.Total.Value.ShouldBe(0.24m);
        particulate.Flag.ShouldBe(DataFlag.Normal);
        particulate.ExtendedFlag.ToString().ShouldBe("A01");
    }

    [Theory]
    [InlineData("a21026-Rtd=1.0;a21026-Flag=N", Deviations.SemicolonInsteadOfComma)]
    [InlineData("a19001-Rtd=9,a21026-Rtd=1.0,a21026-Flag=N", Deviations.CommaInsteadOfSemicolon)]
    [InlineData("a21026-Rtd=1.0;a19001-Rtd=9;a21026-Flag=N", Deviations.None)]
    [InlineData("A21026-rtd=1.0,A21026-Flag=N", Deviations.KeyCase)]
    [InlineData("02-Rtd=1.0,02-Flag=N", Deviations.OldFactorCode)]
    [InlineData(" a21026-Rtd = 1.0,a21026-Flag=N", Deviations.StrayBlank)]
    [InlineData("a21026-Rtd=1.0,a21026-Flag=N,;", Deviations.TrailingSeparator)]
    [InlineData("a21026-Rtd=1.0,,a21026-Flag=N", Deviations.EmptyItem)]
    [InlineData("a21026-Rtd=1.0,a21026-Rtd=2.0,a21026-Flag=N", Deviations.DuplicateKey)]
    [InlineData("a21026-Rtd=1.0,Flag=N", Deviations.FlagWithoutFactor)]
    [InlineData("a21026-Rtd=1.0,a21026-Flag=N,a21026-td=3", Deviations.UnknownField)]
    [InlineData("a21026-SampleTime=,a21026-Rtd=1.0,a21026-Flag=N", Deviations.EmptyValue)]
    [InlineData("a21026-SampleTime=20240631000000,a21026-Rtd=1.0,a21026-Flag=N", Deviations.SampleTimeNotStandard)]
    [InlineData("SO2-Rtd=5;a21026-Rtd=1.0,a21026-Flag=N", Deviations.VendorFactorName)]
    [InlineData(
        "SulphurDioxide-Rtd=5;a21026-Rtd=1.0,a21026-Flag=N",
        Deviations.VendorFactorName | Deviations.FactorNameTooLong)]
    public void Field_deviations_are_named_and_the_reading_survives(string area, Deviations expected)
    {
        Message message = Given.Upload(area);

        message.Verdict.ShouldBe(FrameVerdict.Accepted);
        message.Deviations.ShouldBe(expected);
        message.Factor("a21026").Value.Value.ShouldBe(1.0m);
        message.Factor("a21026").Flag.ShouldBe(DataFlag.Normal);
    }

    [Theory]
    [InlineData("ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;CP=&&&&", Deviations.MissingQn | Deviations.MissingFlag)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;MN=010000A8900016F000169DC0;PW=123456;Flag=4;CP=&&&&", Deviations.ReorderedFields)]
    [InlineData("QN=20240601012031000,ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&", Deviations.CommaInsteadOfSemicolon)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4CP=&&&&", Deviations.MissingSeparator)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;PW=;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&", Deviations.EmptyPassword)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;PW=BF470F88;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&", Deviations.LongPassword)]
    [InlineData("QN=1617936069734;ST=31;CN=2011;PW=123456;MN=A110000_0001;Flag=4;CP=&&&&", Deviations.QnNotStandard | Deviations.MnNotStandard)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=6;PNUM=0002;PNO=0001;CP=&&&&", Deviations.PacketNumbersNotStandard)]
    [InlineData("QN=20240601012031000;ST=31;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&", Deviations.AnswerWithDataSt)]
    [InlineData("QN=20240601012031000;ST=101;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&", Deviations.StNotStandard)]
    [InlineData("QN=20240601012031000;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=", Deviations.MissingAmpersands)]
    public void Header_deviations_are_named(string segment, Deviations expected)
    {
        Message message = Given.Decoded(segment);

        message.Verdict.ShouldBe(FrameVerdict.Accepted);
        message.Deviations.ShouldBe(expected);
        Given.Text(message.Mn).Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_time_of_17_digits_is_cut_to_14()
    {
        Message message = Given.Decoded($"{Given.Head}CP=&&DataTime=20240601012030000;a21026-Rtd=1&&");

        message.Deviations.ShouldBe(Deviations.DataTimeNotStandard);
        message.DataTime.ShouldBe(BeijingTime.Of(2024, 6, 1, 1, 20, 30));
    }

    [Theory]
    [InlineData("20240631000000")]
    [InlineData("20230229000000")]
    [InlineData("20240601240000")]
    [InlineData("20240601006000")]
    [InlineData("2024060100")]
    [InlineData("")]
    public void A_DataTime_that_is_no_date_makes_the_frame_malformed_and_is_quoted(string time)
    {
        Message message = Given.Decoded($"{Given.Head}CP=&&a21026-Rtd=1;DataTime={time}&&");

        message.Verdict.ShouldBe(FrameVerdict.Malformed);
        message.Reason.ShouldBe($"DataTime '{time}' is not a time of 14 digits");
        message.Factors.Length.ShouldBe(0);
        message.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public void A_bad_checksum_yields_the_claimed_header_and_nothing_to_use()
    {
        byte[] frame = Given.Frame($"{Given.Head}CP=&&DataTime=20240601012030;a21026-Rtd=1&&");
        frame[^20] ^= 1;

        Message message = Given.Decoded(frame);

        message.Verdict.ShouldBe(FrameVerdict.BadCrc);
        message.Factors.Length.ShouldBe(0);
        message.DataTime.IsSet.ShouldBeFalse();
        message.DataArea.Length.ShouldBe(0);
        message.TryGet("DataTime", out _).ShouldBeFalse();
        Given.Text(message.Mn).ShouldBe("010000A8900016F000169DC0");
        message.Reason.ShouldMatch("^CRC [0-9A-F]{4} given, [0-9A-F]{4} computed$");
    }

    [Fact]
    public void The_code_of_2005_depends_on_the_medium()
    {
        Given.Decoded("ST=31;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240601012030;01-Rtd=2&&")
            .Factor("a34013").Value.Value.ShouldBe(2m);
        Given.Decoded("ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240601012030;011-Rtd=2;B01-Rtd=3&&")
            .Factor("w01018").Value.Value.ShouldBe(2m);
        Message unknown =
            Given.Decoded("ST=91;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240601012030;01-Rtd=2&&");
        unknown.Factor("01").Value.Value.ShouldBe(2m);
        unknown.Deviations.HasFlag(Deviations.VendorFactorName).ShouldBeTrue();
    }

    [Fact]
    public void A_factor_keeps_the_other_code_it_was_sent_as()
    {
        Message message = Given.Decoded(
            "ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240601012030;011-Rtd=2;w21003-Rtd=3&&");

        message.Factor("w01018").SentAs.ToString().ShouldBe("011");
        message.Factor("w21003").SentAs.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Device_states_noise_and_power_on_are_read()
    {
        Message state = Given.Decoded(
            "QN=20160801085857223;ST=32;CN=2021;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;SB1-RS=1;SB2-RS=0&&");
        state.Factor("SB1").Value.Value.ShouldBe(1m);
        state.Factor("SB2").Present.ShouldBe(FactorFields.State);

        Message noise = Given.Decoded(
            "QN=20160802000000001;ST=23;CN=2031;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801000000;L5-Data=53.0;L5-DayData=53.1;L5-NightData=52.9&&");
        FactorField level = noise.Factor("L5");
        (level.Value.Value, level.DayValue.Value, level.NightValue.Value).ShouldBe((53.0m, 53.1m, 52.9m));

        Message powerOn = Given.Decoded(
            "QN=20160801085857223;ST=32;CN=2081;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20160801085857;RestartTime=20160801085624&&");
        powerOn.RestartTime.ShouldBe(BeijingTime.Of(2016, 8, 1, 8, 56, 24));
    }

    [Fact]
    public void Condition_letters_of_ST_45_are_kept_as_letters()
    {
        Message message = Given.Decoded(
            "QN=20260101011501000;ST=45;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&DataTime=20260101011500;p99101-Rtd=St,p99101-Flag=N&&");

        message.Deviations.ShouldBe(Deviations.None);
        message.Factor("p99101").Letters.ToString().ShouldBe("St");
        message.Factor("p99101").Value.HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Field_information_in_GBK_or_UTF8_becomes_the_same_text()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Info("清洗;管路,1"));
        byte[] gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!.GetBytes(Info("清洗;管路,1"));

        foreach (byte[] segment in (byte[][])[utf8, gbk])
        {
            Message message = Given.Decoded(Given.Frame(segment));
            message.Verdict.ShouldBe(FrameVerdict.Accepted);
            TextDecoding.Decode(message.TextOf(message.Factor("i11001"))).ShouldBe("//清洗;管路,1//");
        }

        static string Info(string text) =>
            $"QN=20160801085857223;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20100301145000;PolId=w01018;i11001-Info=//{text}//&&";
    }

    [Fact]
    public void A_length_that_counts_characters_is_told_from_a_wrong_one()
    {
        byte[] frame = Given.Frame($"{Given.Head}CP=&&i11001-Info=//清洗//&&");
        int length = int.Parse(Encoding.ASCII.GetString(frame, 2, 4), provider: null);
        Encoding.ASCII.GetBytes((length - 4).ToString("D4", provider: null)).CopyTo(frame, 2);

        Given.Decoded(frame).Deviations.HasFlag(Deviations.LengthInCharacters).ShouldBeTrue();
    }

    [Fact]
    public void Fields_of_other_commands_are_found_by_name()
    {
        Message message = Given.Decoded(
            "QN=20160801085857223;ST=32;CN=3016;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&PolId=w01018;CstartTime=000000;CTime=2;BeginTime=20160801010522,EndTime=20160801085857&&");

        message.TryGetNumber("Ctime", out int period).ShouldBeTrue();
        period.ShouldBe(2);
        message.TryGetTime("EndTime", out BeijingTime end).ShouldBeTrue();
        end.ShouldBe(BeijingTime.Of(2016, 8, 1, 8, 58, 57));
        message.TryGet("RtdInterval", out _).ShouldBeFalse();
        message.Groups.Count.ShouldBe(5);
        message.Groups[4].StartsGroup.ShouldBeFalse();
    }

    [Fact]
    public void Ciphertext_is_recognised_and_not_read()
    {
        byte[] frame = Given.Frame(
            "QN=20260101011501000;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&{0xE4,0x3E,0x12}a21&&");
        "2200"u8.CopyTo(frame.AsSpan()[^6..]);

        Message message = Given.Decoded(frame);

        message.Verdict.ShouldBe(FrameVerdict.Encrypted);
        message.Reason.ShouldContain("SM4");
        message.Groups.Count.ShouldBe(0);
    }

    [Fact]
    public void A_resent_packet_of_2025_says_so()
    {
        Message message = Given.Decoded(
            "QN=20260101021501000;ST=31;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=11;PNUM=2;PNO=1;RF=1;CP=&&DataTime=20240601010000;a21026-Avg=20.0,a21026-Flag=N&&");

        message.Version.ShouldBe(ProtocolVersion.V2025);
        message.Resent.ShouldBeTrue();
        (message.PacketCount, message.PacketNumber).ShouldBe((2, 1));
        message.Deviations.ShouldBe(Deviations.None);
    }

    [Fact]
    public void Input_over_the_limit_is_refused_unread() =>
        Given.Decoded(new byte[FrameDecoder.MaxFrameBytes + 1]).Verdict.ShouldBe(FrameVerdict.TooLong);
}
