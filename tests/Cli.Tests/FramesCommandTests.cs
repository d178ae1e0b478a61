using System.Text;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Tests;

public sealed class FramesCommandTests
{
    static readonly string Segment =
        "QN=20260131080000123;ST=31;CN=2061;PW=s3cret;MN=QLY1301000001A;Flag=5;"
        + "CP=&&DataTime=20260131070000;a21026-Avg=34.5,a21026-Flag=N&&";

    static readonly string Frame = Framed(Segment);

    [Fact]
    public async Task Every_field_of_a_frame_is_explained()
    {
        CliRun run = await CliRun.Of("frames", Frame);

        run.ExitCode.ShouldBe(0);
        string[] lines = [.. run.Out.Split('\n').Select(WithSingleBlanks)];
        lines[0].ShouldBe("Accepted");
        lines.ShouldContain("ST 31 大气环境污染源 air pollution source");
        lines.ShouldContain("CN 2061 小时数据 hour data");
        lines.ShouldContain("PW ****** 访问密码: password");
        lines.ShouldContain("a21026-Flag N 二氧化硫 SO2: 正常 normal");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Password_is_never_printed(bool json)
    {
        CliRun run = await CliRun.Of(json ? ["frames", Frame, "--json"] : ["frames", Frame]);

        run.Out.ShouldContain("******");
        run.Out.ShouldNotContain("s3cret");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Password_of_a_refused_frame_is_never_printed()
    {
        CliRun run = await CliRun.Of("frames", Frame[..^4] + "0000");

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldNotContain("s3cret");
        run.Out.ShouldContain("wrong");
    }

    [Fact]
    public async Task Frames_are_read_from_standard_input_a_line_each()
    {
        CliRun run = await CliRun.Of($"{Frame}\n\n{Frame}\n", ["frames", "--json"]);

        run.ExitCode.ShouldBe(0);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        run.Out.ShouldContain("\"verdict\":\"Accepted\"");
    }

    [Fact]
    public async Task One_bad_frame_among_good_ones_gives_exit_code_2()
    {
        CliRun run = await CliRun.Of("frames", Frame, "nonsense");

        run.ExitCode.ShouldBe(2);
    }

    static string WithSingleBlanks(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static string Framed(string segment)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(segment);
        return FormattableString.Invariant($"##{bytes.Length:D4}{segment}{Crc212.Compute(bytes):X4}");
    }
}
