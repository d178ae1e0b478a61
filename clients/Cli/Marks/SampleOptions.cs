using System.CommandLine;
using System.CommandLine.Parsing;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Marks;

/// <summary>What was measured by hand (手工监测): the options that a mark with <c>manual-monitoring</c> needs.</summary>
sealed class SampleOptions
{
    readonly Option<SamplePurpose> _purpose = WordOption.Create(
        "--purpose", "What for it was sampled; enforcement needs --as bureau", Words.Purposes);

    readonly Option<string> _converted = new("--converted")
    {
        Description = "What was measured, at the reference oxygen of the point, where its limit holds at one.",
        HelpName = "value",
    };

    readonly Option<string> _method = new("--method")
    {
        Description = "The standard of the method, such as 'HJ 57-2017', or the number of the report.",
        HelpName = "standard",
    };

    public Option<string> Value { get; } = new("--sample")
    {
        Description = "What was measured by hand, in the unit of the point, such as 82.5; for manual-monitoring.",
        HelpName = "value",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Value);
        command.Options.Add(_converted);
        command.Options.Add(_purpose);
        command.Options.Add(_method);
    }

    /// <summary>Refuses one of them without the others that it needs.</summary>
    public void Check(CommandResult result)
    {
        bool hasValue = result.GetResult(Value) is not null;
        if (hasValue && (result.GetResult(_purpose) is null || result.GetResult(_method) is null))
            result.AddError("--sample needs --purpose and --method.");
        if (!hasValue && new Option[] { _converted, _purpose, _method }.Any(option => result.GetResult(option) is not null))
            result.AddError("--converted, --purpose and --method need --sample.");
    }

    /// <returns>Null where nothing was sampled.</returns>
    public ManualSample? Of(ParseResult parsed) =>
        parsed.GetValue(Value) is not { } value ? null : new ManualSample
        {
            Value = value,
            ConvertedValue = parsed.GetValue(_converted) ?? "",
            Purpose = parsed.GetValue(_purpose),
            Method = parsed.GetValue(_method) ?? "",
        };
}
