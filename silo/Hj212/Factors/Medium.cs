namespace Qianliyan.Hj212.Factors;

/// <summary>What a station measures, which decides how codes of HJ/T 212-2005 are to be read.</summary>
public enum Medium : byte
{
    Other,
    Water,
    Gas,
}
