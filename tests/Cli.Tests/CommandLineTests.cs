using System.CommandLine;
using Qianliyan.Cli.Connecting;

namespace Qianliyan.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("get points/A-31")]
    [InlineData("get regions/130100 --json")]
    [InlineData("list")]
    [InlineData("list --region 130100 --kind point --level exceeded --link silent --limit 5")]
    [InlineData("list --box 114.3,37.9,114.7,38.2")]
    [InlineData("watch points/A-31 cells/130100-3km-1-2")]
    [InlineData("watch --region regions/130100 --kind enterprise")]
    [InlineData("history A-31")]
    [InlineData("history points/A-31 --from 2h --to 2099-01-31T08:00 --by arrival --kind hour --limit 3 --frames")]
    [InlineData("quarantine --from 2026-01-31 --limit 7")]
    [InlineData("prove enterprises/E1")]
    [InlineData("import f.csv --kind points --limits l.csv --datum gcj02 --partial --dry-run")]
    [InlineData("replay cnemc --data d --gateway [::1]:5212 --speed 600 --limit 10 --no-import")]
    [InlineData("mark create incinerators/P-1 --code stopping --from 2h --by wang --reason x")]
    [InlineData("mark create points/A-31 --code link-lost --from 2h --open-ended --as bureau --by li --reason x")]
    [InlineData("mark edit incinerators/P-1/marks/m1 --to 1h --by wang --reason x --revision 2")]
    [InlineData("mark list incinerators/P-1 --from 7d")]
    [InlineData("order create E1 2026-3 --from 2099-01-31 --to 2099-02-03 --cut 0.3 --by li --reason x")]
    [InlineData("order edit enterprises/E1/orders/2026-3 --cut 0.5 --by li --reason x --revision 2")]
    [InlineData("order withdraw enterprises/E1/orders/2026-3 --by li --reason x")]
    [InlineData("order get enterprises/E1/orders/2026-3")]
    [InlineData("order list enterprises/E1")]
    [InlineData("acknowledge cells/130100-3km-1-2 --by wang")]
    [InlineData("acknowledge points/A-31:limit.hour:a21026:1773 --at enterprises/E1 --by wang")]
    [InlineData("backup /var/backups/")]
    [InlineData("backup verify a.qlb --json")]
    [InlineData("frames")]
    [InlineData("completion zsh")]
    [InlineData("--server http://10.0.0.1:5081 list")]
    public void Well_formed_line_parses(string line) => Errors(line).ShouldBeEmpty();

    [Theory]
    [InlineData("get", "Required argument missing for command: 'get'.")]
    [InlineData("get A-31", "'A-31' is not the name of a twin")]
    [InlineData("get points/", "'points/' is not the name of a twin")]
    [InlineData("get points/A-31/proof", "'points/A-31/proof' is not the name of a twin")]
    [InlineData("list --level bad", "--level is 'bad'; it must be one of normal, notice, warning, exceeded.")]
    [InlineData("list --kind river", "--kind is 'river'; it must be one of point, enterprise, incinerator,")]
    [InlineData("list --box 1,2,3", "--box is '1,2,3'; it must be four numbers")]
    [InlineData("list --box 3,2,1,4", "--box is '3,2,1,4'; it must be four numbers")]
    [InlineData("list --limit 0", "--limit is '0'; it must be a whole number from 1.")]
    [InlineData("list --limit many", "--limit is 'many'; it must be a whole number from 1.")]
    [InlineData("list --region points/A-31", "'points/A-31' is not of the form regions/{id}.")]
    [InlineData("watch", "Name either twins or a --region to watch.")]
    [InlineData("watch points/A-31 --region 130100", "Name either twins or a --region to watch.")]
    [InlineData("watch points/A-31 --kind point", "--kind goes with --region.")]
    [InlineData("watch somebody", "'somebody' is not the name of a twin")]
    [InlineData("history A-31 --from yesterday", "--from is 'yesterday'; it must be a date")]
    [InlineData("history A-31 --from 1h --to 2h", "must lie before --to")]
    [InlineData("history A-31 --by mood", "--by is 'mood'; it must be one of event, arrival.")]
    [InlineData("import f.csv", "Option '--kind' is required.")]
    [InlineData("import f.csv --kind roads", "--kind is 'roads'; it must be one of points, limits")]
    [InlineData("import f.csv --kind cells --limits l.csv", "--limits goes with --kind points.")]
    [InlineData("import f.csv --kind points --datum bd09", "--datum is 'bd09'; it must be one of wgs84, gcj02.")]
    [InlineData("mark create incinerators/P-1 --from 2h --by w --reason x", "Option '--code' is required.")]
    [InlineData("mark create incinerators/P-1 --code boom --from 2h --by w --reason x", "--code is 'boom'; it must be one of normal, drying,")]
    [InlineData("mark create incinerators/P-1 --code fault --from 1h --to 2h --by w --reason x", "must lie before --to")]
    [InlineData("mark create incinerators/P-1 --code fault --from 2h --to 1h --open-ended --by w --reason x", "--to and --open-ended contradict each other.")]
    [InlineData("mark create incinerators/P-1 --code fault --from 2h --as device --by w --reason x", "--as is 'device'; it must be one of enterprise, bureau.")]
    [InlineData("mark edit incinerators/P-1/marks/m1 --by w --reason x", "Nothing to edit: say one of")]
    [InlineData("mark edit incinerators/P-1 --to 1h --by w --reason x", "'incinerators/P-1' is not the name of a mark")]
    [InlineData("mark get m1", "'m1' is not the name of a mark")]
    [InlineData("order create points/A-31 3 --from 2h --to 1h --cut 1 --by l --reason x", "'points/A-31' is not of the form enterprises/{id}.")]
    [InlineData("order create E1 3 --from 1h --to 2h --cut 1 --by l --reason x", "must lie before --to")]
    [InlineData("order create E1 3 --from 2h --to 1h --by l --reason x", "Option '--cut' is required.")]
    [InlineData("order create E1 3 --from 2h --to 1h --cut 1 --reason x", "Option '--by' is required.")]
    [InlineData("order edit enterprises/E1/orders/3 --by l --reason x", "Nothing to edit: say one of --from, --to, --cut.")]
    [InlineData("order withdraw points/A-31/orders/3 --by l --reason x", "'points/A-31/orders/3' is not the name of an order")]
    [InlineData("acknowledge A-31 --by wang", "'A-31' is neither the name of a twin nor the id of a finding.")]
    [InlineData("acknowledge points/A-31 --at enterprises/E1 --by wang", "--at goes with the id of a finding.")]
    [InlineData("acknowledge points/A-31", "Option '--by' is required.")]
    [InlineData("replay moon", "Argument 'moon' not recognized.")]
    [InlineData("replay airbox --gateway here", "--gateway is 'here'; it must be host:port")]
    [InlineData("replay airbox --speed -1", "--speed is '-1'; it must be a number from 0.")]
    [InlineData("completion tcsh", "Argument 'tcsh' not recognized.")]
    [InlineData("--server nowhere list", "--server is 'nowhere'; it must be an address such as http://localhost:5081.")]
    public void Bad_line_says_what_is_wrong_with_which_value(string line, string reason) =>
        Errors(line).ShouldContain(error => error.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public async Task Root_help_documents_exit_codes_and_examples()
    {
        CliRun help = await CliRun.Of("--help");

        help.ExitCode.ShouldBe(0);
        help.Out.ShouldContain("Exit codes: 0 done; 1 error; 2 refused, or not proven.");
        help.Out.ShouldContain("qly import points.csv --kind points");
    }

    [Fact]
    public async Task Bad_line_says_where_help_is_and_does_not_print_it()
    {
        CliRun run = await CliRun.Of("list", "--kind", "river");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("--kind is 'river'; it must be one of point,");
        run.Error.ShouldEndWith("See 'qly list --help'.\n");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Completion_script_asks_the_program_itself(string shell)
    {
        CliRun script = await CliRun.Of("completion", shell);

        script.ExitCode.ShouldBe(0);
        script.Out.ShouldContain("[suggest:");
    }

    [Fact]
    public async Task Completion_offers_the_levels()
    {
        CliRun offered = await CliRun.Of("[suggest:17]", "qly list --level ");

        offered.Out.ShouldContain("exceeded");
    }

    static List<string> Errors(string line)
    {
        ParseResult parsed = QlyCommand.Create(Terminal.OfProcess()).Parse(line.Split(' '));
        return [.. parsed.Errors.Select(error => error.Message)];
    }
}
