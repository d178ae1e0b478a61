namespace Qianliyan.Domain.Policies;

/// <summary>The act that a false mark is punished as.</summary>
public enum FalseMarkGround
{
    /// <summary>逃避监管: <see cref="LegalAct.SupervisionEvaded"/>.</summary>
    Evasion,

    /// <summary>数据弄虚作假: <see cref="LegalAct.DataFalsified"/>.</summary>
    Falsification,
}
