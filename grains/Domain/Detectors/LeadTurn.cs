namespace Qianliyan.Domain.Detectors;

public enum LeadTurn : byte
{
    None = 0,
    Raised = 1,
    Over = 2,
}
