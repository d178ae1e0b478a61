namespace Qianliyan.Domain.Incinerators.Rules;

/// <summary>What a natural day is for the power subsidy.</summary>
public enum DayCompliance : byte
{
    /// <summary>Neither violated nor judged as compliant: of temperatures and emission one or both have no verdict.</summary>
    NoVerdict,

    Compliant,

    Violated,
}
