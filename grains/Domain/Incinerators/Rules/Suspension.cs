using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>A power subsidy that is suspended until enough compliant days have passed in a row.</summary>
/// <param name="Months">Starts of the months that are cancelled, in order; one that is cancelled meanwhile is among them.</param>
/// <param name="Since">Start of the day whose violations cancel the first of them.</param>
/// <param name="Run">The compliant days after it.</param>
public sealed record Suspension(ValueList<BeijingTime> Months, BeijingTime Since, CleanRun Run);
