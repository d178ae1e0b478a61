using System.CommandLine;
using System.CommandLine.Parsing;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Marks;

/// <summary>
/// What was measured by hand (手工监测): the options that a mark with <c>manual-monitoring</c> needs, all but the
/// converted value when it is made, any of them when it is edited.
/// </summary>
sealed class SampleOptions
{
    readonly Option<string> _value = new("--sample")
    {
        Description = "What was measured by hand, in the unit of the point, such as 82.5; for manual-monitoring.",
        HelpName = "value",
    };

    readonly Option<SamplePurpose> _purpose = WordOption.Create(
        "--purpose", "What for it was sampled; enforcement needs --as bureau", Words.Purposes);

    readonly Option<string> _converted = new("--converted")
    {
        Description = "What was measured, at the reference oxygen of the point, where its limit holds at one; '' for none.",
        HelpName = "value",
    };

    readonly Option<string> _method = new("--method")
    {
        Description = "The standard of the method, such as 'HJ 57-2017', or the number of the report.",
        HelpName = "standard",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_value);
        command.Options.Add(_converted);
        command.Options.Add(_purpose);
        command.Options.Add(_method);
    }

    /// <summary>Whether any of them was given.</summary>
    public bool IsSaid(SymbolResult result) =>
        new Option[] { _value, _converted, _purpose, _method }.Any(option => result.GetResult(option) is not null);

    /// <summary>Of a mark that is made: refuses one of them without the others that it needs.</summary>
    public void CheckWhole(CommandResult result)
    {
        bool hasValue = result.GetResult(_value) is not null;
        if (hasValue && (result.GetResult(_purpose) is null || result.GetResult(_method) is null))
            result.AddError("--sample needs --purpose and --method.");
        if (!hasValue && IsSaid(result))
            result.AddError("--converted, --purpose and --method need --sample.");
    }

    /// <summary>A sample with what is said of it; what is not said stays as it was.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="former">The sample as it was; null where there was none.</param>
    /// <returns>Null where nothing is said and nothing was.</returns>
    public ManualSample? Over(ParseResult parsed, ManualSample? former) =>
        !IsSaid(parsed.CommandResult) ? former : new ManualSample
        {
            Value = parsed.GetValue(_value) ?? former?.Value ?? "",
            ConvertedValue = parsed.GetValue(_converted) ?? former?.ConvertedValue ?? "",
            Purpose = parsed.GetValue(_purpose) is var said and not SamplePurpose.Unspecified
                ? said
                : former?.Purpose ?? SamplePurpose.Unspecified,
            Method = parsed.GetValue(_method) ?? former?.Method ?? "",
        };
}
